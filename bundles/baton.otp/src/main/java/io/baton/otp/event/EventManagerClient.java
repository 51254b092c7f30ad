package io.baton.otp.event;

import io.baton.api.code.ModuleVersion;
import io.baton.api.event.Added;
import io.baton.api.event.Deleted;
import io.baton.api.event.EventRuntime;
import io.baton.api.event.HandlerArgs;
import io.baton.api.event.HandlerId;
import io.baton.api.process.Processes;
import io.baton.api.server.Call;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.ServerRuntime.Address;
import io.baton.api.server.ServerRuntime.Tie;
import io.baton.api.server.Servers;
import io.baton.api.server.Started;
import io.baton.otp.loop.Starter;
import io.baton.otp.request.Requests;
import io.baton.otp.version.ValueConverter;
import io.baton.spi.Modules;
import io.baton.spi.Replies;
import io.baton.spi.Supervising;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Client side of event managers: starts them, and sends events and requests. */
public final class EventManagerClient implements EventRuntime {
  private final Requests requests;
  private final ValueConverter converter;
  private final Starter starter;

  public EventManagerClient(
      Modules modules, Replies replies, Supervising supervising, ValueConverter converter) {
    requests = new Requests(replies);
    starter = new Starter(replies, supervising, () -> new EventBehaviour(modules, converter));
    this.converter = converter;
  }

  /** Module of every manager, which is never replaced. */
  private record Manager() implements Modules.Named, Modules.Bound {
    private static final Manager ONLY = new Manager();

    @Override
    public String module() {
      return "gen_event";
    }

    @Override
    public Modules.Bound bind() {
      return ONLY;
    }

    @Override
    public ModuleVersion version() {
      return new ModuleVersion(module(), "0.0.0", 0, "baton.otp", Instant.EPOCH);
    }

    @Override
    public Object instance() {
      return this;
    }

    @Override
    public ClassLoader loader() {
      return Manager.class.getClassLoader();
    }
  }

  @Override
  public Started start(ServerOptions options, Tie tie) {
    return starter.start(Manager.ONLY, "handlers", options, tie);
  }

  @Override
  public void notify(Address manager, Object event) {
    Requests.find(manager).ifPresent(pid -> Processes.send(pid, new EventMessage.Notify(event)));
  }

  @Override
  public void syncNotify(Address manager, Object event) {
    var _ = ask(manager, "sync_notify", from -> new EventMessage.SyncNotify(event, from));
  }

  @Override
  public Added addHandler(Address manager, HandlerId handler, Object argument) {
    return answer(
        Added.class,
        ask(manager, "add_handler", from -> new EventMessage.Add(handler, argument, from)));
  }

  @Override
  public Deleted deleteHandler(Address manager, HandlerId handler, Object argument) {
    return answer(
        Deleted.class,
        ask(manager, "delete_handler", from -> new EventMessage.Delete(handler, argument, from)));
  }

  @Override
  public Added swapHandler(Address manager, HandlerArgs from, HandlerArgs to) {
    return answer(
        Added.class, ask(manager, "swap_handler", slot -> new EventMessage.Swap(from, to, slot)));
  }

  /** Returns the reply as the type that the call declares. */
  @Override
  @SuppressWarnings({"unchecked", "NullAway"})
  public <R extends @Nullable Object> R call(Address manager, HandlerId handler, Call<R> call) {
    Object answer = ask(manager, call, from -> new EventMessage.Ask(handler, call, from));
    return (R) converter.convertReply(answer, call);
  }

  @Override
  @SuppressWarnings("unchecked")
  public List<HandlerId> whichHandlers(Address manager) {
    return answer(List.class, ask(manager, "which_handlers", EventMessage.Which::new));
  }

  private @Nullable Object ask(
      Address manager, Object what, Function<? super Replies.Slot, ?> message) {
    return requests.ask(Requests.Request.to(manager, what), Servers.DEFAULT_TIMEOUT, message);
  }

  private static <T> T answer(Class<T> type, @Nullable Object answer) {
    if (answer == null) {
      throw new IllegalStateException("an event manager has not answered");
    }
    return type.cast(answer);
  }
}
