package io.baton.otp.server;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.server.Call;
import io.baton.api.server.From;
import io.baton.api.server.MultiReply;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.ServerRuntime;
import io.baton.api.server.Started;
import io.baton.api.server.SysRequest;
import io.baton.otp.loop.Starter;
import io.baton.otp.request.ForeignReply;
import io.baton.otp.request.Message;
import io.baton.otp.request.Requests;
import io.baton.otp.version.ValueConverter;
import io.baton.spi.Log;
import io.baton.spi.Modules;
import io.baton.spi.Replies;
import io.baton.spi.Supervising;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Client side of servers: starts them, sends requests, and waits for replies. */
public final class ServerClient implements ServerRuntime {
  private static final Log LOG = Log.of("io.baton.otp");

  private final Modules modules;
  private final Replies replies;
  private final Requests requests;
  private final ValueConverter converter;
  private final Starter starter;

  public ServerClient(
      Modules modules, Replies replies, Supervising supervising, ValueConverter converter) {
    this.modules = modules;
    this.replies = replies;
    requests = new Requests(replies);
    this.converter = converter;
    var server = new ServerBehaviour(converter);
    starter = new Starter(replies, supervising, () -> server);
  }

  @Override
  public Started start(String module, Object argument, ServerOptions options, Tie tie) {
    return starter.start(modules.named(module), argument, options, tie);
  }

  @Override
  public <R extends @Nullable Object> R call(Address server, Call<R> call, Duration timeout) {
    Requests.Request request = Requests.Request.to(server, call);
    return answer(requests.ask(request, timeout, from -> new Message.Request(call, from)), call);
  }

  /** Returns the reply as the type that the call declares. */
  @SuppressWarnings({"unchecked", "NullAway"})
  private <R extends @Nullable Object> R answer(@Nullable Object answer, Call<R> call) {
    return (R) converter.convertReply(answer, call);
  }

  @Override
  public void cast(Address server, Object cast) {
    Requests.find(server).ifPresent(pid -> Processes.send(pid, new Message.Cast(cast)));
  }

  @Override
  public void reply(From from, @Nullable Object value) {
    if (!(from instanceof Replies.Slot slot)) {
      throw new IllegalArgumentException(
          "expected a From that handleCall got, was " + from.getClass().getName());
    }
    slot.answer(ForeignReply.of(value));
  }

  @Override
  public <T, R> MultiReply<T, R> multiCall(Collection<T> servers, Call<R> call, Duration timeout) {
    var calls = new MultiCall<T>(replies, timeout);
    servers.forEach(server -> calls.ask(server, address(server), call));
    return calls.collect(answer -> answer(answer, call));
  }

  private static @Nullable Pid address(Object server) {
    return switch (server) {
      case Pid pid -> pid;
      case String name -> Processes.whereis(name).orElse(null);
      default ->
          throw new IllegalArgumentException(
              "expected a Pid or a registered name, was " + server.getClass().getName());
    };
  }

  @Override
  public void stop(Address server, ExitReason reason, Duration timeout) {
    Requests.Request request = Requests.Request.to(server, "stop");
    Replies.Slot slot = requests.send(request, _ -> new Message.Stop(reason));
    switch (slot.await(timeout)) {
      case Replies.Outcome.Ended(ExitReason end) when end.equals(reason) -> {}
      case Replies.Outcome other -> {
        var _ = Requests.answered(request, other);
      }
    }
  }

  @Override
  public @Nullable Object ask(Address server, SysRequest request, Duration timeout) {
    Requests.Request to = Requests.Request.to(server, Requests.word(request));
    return requests.ask(to, timeout, from -> new Message.SystemRequest(request, from));
  }

  /** The text is made here, so that the message itself is not kept. */
  @Override
  public void logUnexpected(Object message) {
    LOG.log(Level.WARNING, "a server got an unexpected message of " + message.getClass().getName());
  }
}
