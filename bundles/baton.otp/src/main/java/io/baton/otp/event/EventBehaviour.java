package io.baton.otp.event;

import static io.baton.api.process.Processes.self;

import io.baton.api.event.Added;
import io.baton.api.event.Deleted;
import io.baton.api.event.HandlerArgs;
import io.baton.api.event.HandlerId;
import io.baton.api.event.HandlerState;
import io.baton.api.event.Outcome;
import io.baton.api.event.Removal;
import io.baton.api.event.Swapped;
import io.baton.api.process.ExitReason;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import io.baton.api.spi.Log;
import io.baton.api.spi.Modules;
import io.baton.api.spi.ProcessTable;
import io.baton.api.spi.ValueText;
import io.baton.otp.loop.Behaviour;
import io.baton.otp.loop.Ending;
import io.baton.otp.request.ForeignReply;
import io.baton.otp.request.Message;
import io.baton.otp.version.LiveState;
import io.baton.otp.version.ValueConverter;
import io.baton.otp.version.Versions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * {@code gen_event}: an event manager, which calls its handlers one after the other. Erlang:
 * stdlib/src/gen_event.erl, {@code handle_msg/6} and what it calls. What is thrown in a handler
 * stays there.
 */
final class EventBehaviour implements Behaviour {
  private static final Log LOG = Log.of("io.baton.otp");
  private static final ExitReason BAD_RETURN_VALUE = ExitReason.of("bad_return_value");
  private static final ExitReason BAD_MODULE = ExitReason.of("bad_module");

  private final Modules modules;
  private final ValueConverter converter;

  /** The newest first: replaced by the manager's process, read by who looks. */
  private volatile List<InstalledHandler> handlers = List.of();

  EventBehaviour(Modules modules, ValueConverter converter) {
    this.modules = modules;
    this.converter = converter;
  }

  @Override
  public Init<Object> init(Modules.Bound version, Object argument) {
    return Init.ok(argument);
  }

  @Override
  public Handled<Object> handle(Modules.Bound version, Object message, Object state) {
    switch (message) {
      case EventMessage.Notify(Object event) -> all(handler -> handler.event(event));
      case Message.Cast(Object event) -> all(handler -> handler.event(event));
      case EventMessage.SyncNotify(Object event, var from) -> {
        all(handler -> handler.event(event));
        from.answer(null);
      }
      case EventMessage.Add(var id, Object argument, var from) -> from.answer(add(id, argument));
      case EventMessage.Delete(var id, Object argument, var from) ->
          from.answer(delete(id, new Removal.Deleted(argument)));
      case EventMessage.Swap(var old, var next, var from) -> from.answer(swap(old, next));
      case EventMessage.Which(var from) ->
          from.answer(handlers.stream().map(InstalledHandler::id).toList());
      case EventMessage.Ask ask -> answer(ask);
      default -> all(handler -> handler.info(message));
    }
    return Handled.noReply(state);
  }

  private void all(Function<InstalledHandler, @Nullable Outcome<Object>> callback) {
    for (InstalledHandler handler : handlers) {
      put(handler, update(handler, callback));
    }
  }

  /** One handler is what it was, or another, or nobody. */
  private void put(InstalledHandler before, @Nullable InstalledHandler after) {
    if (before != after) {
      List<InstalledHandler> next = new ArrayList<>(handlers);
      int place = next.indexOf(before);
      if (after == null) {
        next.remove(place);
      } else {
        next.set(place, after);
      }
      handlers = List.copyOf(next);
    }
  }

  /** The handler that is there afterwards, if any. */
  private @Nullable InstalledHandler update(
      InstalledHandler handler, Function<InstalledHandler, @Nullable Outcome<Object>> callback) {
    Outcome<Object> outcome;
    try {
      outcome = callback.apply(handler);
    } catch (Throwable thrown) {
      fail(handler, thrown);
      return null;
    }
    return switch (outcome) {
      case Outcome.Ok<Object>(Object next) -> {
        handler.state(next);
        yield handler;
      }
      case Outcome.Remove<Object>() -> {
        terminate(handler, new Removal.Removed());
        yield null;
      }
      case Outcome.Swap<Object>(Object why, Object last, HandlerId to, Object argument) -> {
        handler.state(last);
        Object left = terminate(handler, new Removal.Swapped(why));
        yield born(to, new Swapped(argument, left));
      }
      case null -> {
        end(handler, BAD_RETURN_VALUE, null);
        yield null;
      }
    };
  }

  private @Nullable InstalledHandler born(HandlerId id, Object argument) {
    var handler = new InstalledHandler(id, modules.named(id.module()), converter);
    try {
      handler.init(argument);
      return handler;
    } catch (Throwable thrown) {
      Ending.checkAlive();
      report(handler, ExitReason.of(thrown), thrown);
      return null;
    }
  }

  private Added add(HandlerId id, Object argument) {
    var handler = new InstalledHandler(id, modules.named(id.module()), converter);
    try {
      handler.init(argument);
    } catch (Throwable thrown) {
      Ending.checkAlive();
      return new Added.Failed(ExitReason.of(thrown));
    }
    List<InstalledHandler> next = new ArrayList<>(handlers);
    next.addFirst(handler);
    handlers = List.copyOf(next);
    return new Added.Ok();
  }

  private Deleted delete(HandlerId id, Removal why) {
    Optional<InstalledHandler> found = find(id);
    if (found.isEmpty()) {
      return new Deleted.NotFound();
    }
    Object last = terminate(found.get(), why);
    put(found.get(), null);
    return new Deleted.Ok(last);
  }

  private Added swap(HandlerArgs old, HandlerArgs next) {
    Object last =
        switch (delete(old.handler(), new Removal.Swapped(old.argument()))) {
          case Deleted.Ok(Object left) -> left;
          case Deleted.NotFound() -> null;
        };
    return add(next.handler(), new Swapped(next.argument(), last));
  }

  private Optional<InstalledHandler> find(HandlerId id) {
    return handlers.stream().filter(handler -> handler.id().equals(id)).findFirst();
  }

  private void answer(EventMessage.Ask ask) {
    Optional<InstalledHandler> found = find(ask.handler());
    if (found.isEmpty()) {
      ask.from().refuse(BAD_MODULE);
      return;
    }
    InstalledHandler handler = found.get();
    try {
      follow(handler, handler.answer(ask.call()), ask);
    } catch (InstalledHandler.UnknownRequest e) {
      ask.from().refuse(e.why());
    } catch (Throwable thrown) {
      fail(handler, thrown);
      put(handler, null);
      ask.from().refuse(ExitReason.of(thrown));
    }
  }

  private void follow(
      InstalledHandler handler, @Nullable Handled<Object> handled, EventMessage.Ask ask) {
    switch (handled) {
      case Handled.Reply<Object>(var value, Object next, _) -> {
        handler.state(next);
        ask.from().answer(ForeignReply.of(value));
      }
      case Handled.StopReply<Object>(var value, _, Object last) -> {
        handler.state(last);
        terminate(handler, new Removal.Removed());
        put(handler, null);
        ask.from().answer(ForeignReply.of(value));
      }
      case Handled.NoReply<Object> _, Handled.Stop<Object> _ -> bad(handler, ask);
      case null -> bad(handler, ask);
    }
  }

  private void bad(InstalledHandler handler, EventMessage.Ask ask) {
    end(handler, BAD_RETURN_VALUE, null);
    put(handler, null);
    ask.from().refuse(BAD_RETURN_VALUE);
  }

  /** A callback has thrown. A process that was told to end just ends. */
  private void fail(InstalledHandler handler, Throwable thrown) {
    Ending.checkAlive();
    end(handler, ExitReason.of(thrown), thrown);
  }

  private void end(InstalledHandler handler, ExitReason reason, @Nullable Throwable thrown) {
    terminate(handler, new Removal.Failed(reason));
    report(handler, reason, thrown);
  }

  private static void report(
      InstalledHandler handler, ExitReason reason, @Nullable Throwable thrown) {
    String text = "%s was removed from %s: %s".formatted(handler, self(), reason);
    LOG.log(System.Logger.Level.ERROR, text, thrown);
  }

  private @Nullable Object terminate(InstalledHandler handler, Removal why) {
    try {
      return handler.terminate(why);
    } catch (Throwable thrown) {
      Ending.checkAlive();
      report(handler, ExitReason.of(thrown), thrown);
      return null;
    }
  }

  @Override
  public void terminate(Modules.Bound version, ExitReason reason, Object state) {
    handlers.forEach(handler -> terminate(handler, new Removal.Stopped(reason)));
  }

  @Override
  public List<ProcessTable.Kept> kept(Object state) {
    List<ProcessTable.Kept> kept = new ArrayList<>();
    for (InstalledHandler handler : handlers) {
      handler
          .kept()
          .ifPresent(value -> kept.add(new ProcessTable.Kept("state of " + handler, value)));
    }
    return kept;
  }

  @Override
  public List<LiveState> live(Object state, Versions versions, String module) {
    return handlers.stream()
        .filter(handler -> handler.id().module().equals(module))
        .flatMap(handler -> handler.live().stream())
        .toList();
  }

  @Override
  public Object carry(Modules.Bound into, Object state) {
    return state;
  }

  @Override
  public Object shown(Object state) {
    return handlers.stream().map(one -> new HandlerState(one.id(), one.state())).toList();
  }

  /** The same handlers with other states; all of them, or none. */
  @Override
  public Object replace(Modules.Bound into, Object state, Object shown) {
    List<InstalledHandler> now = handlers;
    if (!(shown instanceof List<?> states) || states.size() != now.size()) {
      throw new IllegalArgumentException("expected a HandlerState for each handler");
    }
    List<Object> carried = new ArrayList<>();
    for (int i = 0; i < now.size(); i++) {
      InstalledHandler handler = now.get(i);
      if (!(states.get(i) instanceof HandlerState(HandlerId id, Object next))
          || !id.equals(handler.id())) {
        throw new IllegalArgumentException(
            "expected the state of %s, was %s".formatted(handler, ValueText.of(states.get(i))));
      }
      carried.add(handler.carry(handler.versions().enter(handler), next));
    }
    for (int i = 0; i < now.size(); i++) {
      now.get(i).state(carried.get(i));
    }
    return state;
  }

  @Override
  public @Nullable ClassLoader code() {
    for (InstalledHandler handler : handlers) {
      ClassLoader code = handler.versions().code();
      if (code != null) {
        return code;
      }
    }
    return null;
  }

  @Override
  public boolean isIn(ClassLoader version) {
    return handlers.stream().anyMatch(handler -> handler.versions().code() == version);
  }

  @Override
  public Optional<String> whyIn(ClassLoader version) {
    return handlers.stream()
        .flatMap(handler -> handler.versions().why(version).stream())
        .findFirst();
  }

  @Override
  public boolean runs(String module) {
    return handlers.stream().anyMatch(handler -> handler.id().module().equals(module));
  }

  @Override
  public void look() {
    handlers.forEach(InstalledHandler::look);
  }
}
