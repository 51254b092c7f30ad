package io.baton.otp.request;

import io.baton.api.process.CallFailedException;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.server.ServerRuntime.Address;
import io.baton.spi.Replies;
import io.baton.spi.ValueText;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests to servers, event managers and supervisors, and waits for the replies. Erlang:
 * stdlib/src/gen.erl, {@code call/4}.
 */
public final class Requests {
  public static final ExitReason TIMEOUT = ExitReason.of("timeout");
  private static final ExitReason CALLING_SELF = ExitReason.of("calling_self");

  private final Replies replies;

  public Requests(Replies replies) {
    this.replies = replies;
  }

  /**
   * Receiver and content of a request.
   *
   * @param to its pid
   * @param name the pid or the registered name that the caller has used
   * @param what is asked, for messages: an object that shows itself, or a word
   */
  public record Request(Pid to, Object name, Object what) {
    /**
     * Returns a request to a process.
     *
     * @throws CallFailedException with {@code noproc} if no process has that name
     */
    public static Request to(Address address, Object what) {
      return switch (address) {
        case Address.OfPid(Pid pid) -> new Request(pid, pid, what);
        case Address.OfName(String name) ->
            new Request(
                find(address).orElseThrow(() -> failed(ExitReason.NOPROC, name, what)), name, what);
      };
    }

    CallFailedException failed(ExitReason reason) {
      return failed(reason, name, what);
    }

    private static CallFailedException failed(ExitReason reason, Object name, Object what) {
      String call = "call(%s, %s)".formatted(name, ValueText.of(what));
      return new CallFailedException(new ExitReason.CallFailed(reason, call));
    }
  }

  /** Returns the process that has an address now. */
  public static Optional<Pid> find(Address address) {
    return switch (address) {
      case Address.OfPid(Pid pid) -> Optional.of(pid);
      case Address.OfName(String name) -> Processes.whereis(name);
    };
  }

  /** Sends a request, and waits for the reply. */
  public @Nullable Object ask(
      Request request, Duration timeout, Function<? super Replies.Slot, ?> message) {
    return answered(request, send(request, message).await(timeout));
  }

  /** Sends a request; the reply, or the end of the receiver, arrives in the slot. */
  public Replies.Slot send(Request request, Function<? super Replies.Slot, ?> message) {
    if (request.to().equals(Processes.self())) {
      throw request.failed(CALLING_SELF);
    }
    return replies.ask(request.to(), message);
  }

  public static @Nullable Object answered(Request request, Replies.Outcome outcome) {
    return switch (outcome) {
      case Replies.Outcome.Answered(var value) -> value;
      case Replies.Outcome.Ended(ExitReason reason) -> throw request.failed(reason);
      case Replies.Outcome.TimedOut() -> throw request.failed(TIMEOUT);
    };
  }

  /** Returns the name of a request for messages, as in Erlang. */
  public static String word(Object request) {
    return request.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
