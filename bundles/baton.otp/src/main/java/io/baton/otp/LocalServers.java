package io.baton.otp;

import io.baton.api.process.CallFailedException;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.server.Call;
import io.baton.api.server.From;
import io.baton.api.server.MultiReply;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.Started;
import io.baton.api.server.SysRequest;
import io.baton.api.spi.Modules;
import io.baton.api.spi.Replies;
import io.baton.api.spi.ServerRuntime;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The servers of one running system, as their clients see them. */
final class LocalServers implements ServerRuntime {
  static final ExitReason CALLING_SELF = ExitReason.of("calling_self");
  private static final ExitReason TIMEOUT = ExitReason.of("timeout");

  private final Modules modules;
  private final Replies replies;
  private final Crossing crossing;
  private final Starter starter;
  private final Behaviour server;

  LocalServers(Modules modules, Replies replies, Starter starter, Crossing crossing) {
    this.modules = modules;
    this.replies = replies;
    this.crossing = crossing;
    this.starter = starter;
    server = new ServerBehaviour(crossing);
  }

  @Override
  public Started start(String module, Object argument, ServerOptions options, Tie tie) {
    return starter.start(new Starter.What(server, modules.named(module)), argument, options, tie);
  }

  @Override
  public <R extends @Nullable Object> R call(Pid server, Call<R> call, Duration timeout) {
    return answer(request(server, server, call, timeout), call);
  }

  @Override
  public <R extends @Nullable Object> R call(String server, Call<R> call, Duration timeout) {
    return answer(request(named(server, call), server, call, timeout), call);
  }

  private static Pid named(String server, Object what) {
    return Processes.whereis(server).orElseThrow(() -> failed(ExitReason.NOPROC, server, what));
  }

  /** The answer is of the type that the call declares, or becomes so. */
  @SuppressWarnings({"unchecked", "NullAway"})
  private <R extends @Nullable Object> R answer(@Nullable Object answer, Call<R> call) {
    return (R) crossing.carryReply(answer, call);
  }

  private @Nullable Object request(Pid to, Object server, Call<?> call, Duration timeout) {
    if (to.equals(Processes.self())) {
      throw failed(CALLING_SELF, server, call);
    }
    Replies.Slot slot = replies.ask(to, from -> new Message.Request(call, from));
    return answered(slot.await(timeout), server, call);
  }

  static @Nullable Object answered(Replies.Outcome outcome, Object server, Object what) {
    return switch (outcome) {
      case Replies.Outcome.Answered(var value) -> value;
      case Replies.Outcome.Ended(ExitReason reason) -> throw failed(reason, server, what);
      case Replies.Outcome.TimedOut() -> throw failed(TIMEOUT, server, what);
    };
  }

  static CallFailedException failed(ExitReason reason, Object server, Object what) {
    String call = "call(%s, %s)".formatted(server, Text.of(what));
    return new CallFailedException(new ExitReason.CallFailed(reason, call));
  }

  @Override
  public void cast(Pid server, Object cast) {
    Processes.send(server, new Message.Cast(cast));
  }

  @Override
  public void cast(String server, Object cast) {
    Processes.whereis(server).ifPresent(pid -> cast(pid, cast));
  }

  @Override
  public void reply(From from, @Nullable Object value) {
    if (!(from instanceof Replies.Slot slot)) {
      throw new IllegalArgumentException(
          "expected a From that handleCall got, was " + from.getClass().getName());
    }
    slot.answer(Message.Foreign.of(value));
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
  public void stop(Pid server, ExitReason reason, Duration timeout) {
    stop(server, server, reason, timeout);
  }

  @Override
  public void stop(String server, ExitReason reason, Duration timeout) {
    stop(named(server, "stop"), server, reason, timeout);
  }

  private void stop(Pid to, Object server, ExitReason reason, Duration timeout) {
    if (to.equals(Processes.self())) {
      throw failed(CALLING_SELF, server, "stop");
    }
    Replies.Slot slot = replies.ask(to, _ -> new Message.Stop(reason));
    switch (slot.await(timeout)) {
      case Replies.Outcome.Ended(ExitReason end) when end.equals(reason) -> {}
      case Replies.Outcome other -> {
        var _ = answered(other, server, "stop");
      }
    }
  }

  @Override
  public @Nullable Object ask(Pid server, SysRequest request, Duration timeout) {
    return ask(server, server, request, timeout);
  }

  @Override
  public @Nullable Object ask(String server, SysRequest request, Duration timeout) {
    return ask(named(server, text(request)), server, request, timeout);
  }

  private @Nullable Object ask(Pid to, Object server, SysRequest request, Duration timeout) {
    if (to.equals(Processes.self())) {
      throw failed(CALLING_SELF, server, text(request));
    }
    Replies.Slot slot = replies.ask(to, from -> new Message.SystemRequest(request, from));
    return answered(slot.await(timeout), server, text(request));
  }

  private static String text(SysRequest request) {
    return request.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
