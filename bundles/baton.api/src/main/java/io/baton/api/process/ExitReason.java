package io.baton.api.process;

import io.baton.api.spi.ThrownText;
import java.util.Arrays;
import java.util.List;

/**
 * Why a process ended, or is told to end. It is data only: it holds no class of any module, so it
 * can be kept for ever and read in every version.
 */
public sealed interface ExitReason {
  /** The process had nothing left to do. Ignored by linked processes that do not trap exits. */
  ExitReason NORMAL = new Named("normal");

  /** As a signal: ends the receiver untrappably, with reason {@link #KILLED}. */
  ExitReason KILL = new Named("kill");

  /** The reason seen of a process that was ended by {@link #KILL} or by a purge. */
  ExitReason KILLED = new Named("killed");

  /** An orderly end that was asked for. */
  ExitReason SHUTDOWN = new Named("shutdown");

  /** There was no such process when it was linked or monitored. */
  ExitReason NOPROC = new Named("noproc");

  /**
   * A reason with a name, such as Erlang's atoms.
   *
   * @param name printed as it is; never blank
   */
  record Named(String name) implements ExitReason {
    /** Checks the name. */
    public Named {
      if (name.isBlank()) {
        throw new IllegalArgumentException("an exit reason must not be blank");
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * An exception that nobody caught, as text.
   *
   * @param type binary name of the exception's class
   * @param message its message, empty if it had none
   * @param trace its stack trace, the frame that threw first, with the module version of each frame
   */
  record Failed(String type, String message, List<String> trace) implements ExitReason {
    /** Copies the trace. */
    public Failed {
      trace = List.copyOf(trace);
    }

    /** Asking an exception runs code of its module, which may fail too, or never return. */
    private static Failed of(Throwable thrown) {
      return ThrownText.asked(thrown, () -> read(thrown), why -> unread(thrown, why));
    }

    private static Failed read(Throwable thrown) {
      try {
        String message = thrown.getMessage();
        return new Failed(
            thrown.getClass().getName(),
            message == null ? "" : message,
            Arrays.stream(thrown.getStackTrace()).map(StackTraceElement::toString).toList());
      } catch (Throwable e) {
        return unread(thrown, ": " + e.getClass().getName());
      }
    }

    private static Failed unread(Throwable thrown, String why) {
      return new Failed(
          thrown.getClass().getName(), "its message or trace cannot be read" + why, List.of());
    }

    @Override
    public String toString() {
      return message.isEmpty() ? type : type + ": " + message;
    }
  }

  /**
   * A call of a server got no reply (Erlang's {@code {Reason, {gen_server, call, [Server, Request,
   * …]}}}).
   *
   * @param reason {@code timeout}, {@code noproc}, {@code calling_self}, or why the server ended
   * @param call whom and what, as text
   */
  record CallFailed(ExitReason reason, String call) implements ExitReason {
    @Override
    public String toString() {
      return "{%s, %s}".formatted(reason, call);
    }
  }

  /**
   * An orderly end that says more (Erlang's {@code {shutdown, Term}}).
   *
   * @param why it was shut down
   */
  record ShutDown(ExitReason why) implements ExitReason {
    @Override
    public String toString() {
      return "{shutdown, %s}".formatted(why);
    }
  }

  /**
   * A supervisor could not start a child (Erlang's {@code {failed_to_start_child, Id, Reason}}).
   *
   * @param id of the child
   * @param reason why
   */
  record FailedToStartChild(String id, ExitReason reason) implements ExitReason {
    @Override
    public String toString() {
      return "{failed_to_start_child, %s, %s}".formatted(id, reason);
    }
  }

  /**
   * Whether an end was an orderly one: {@link #NORMAL}, {@link #SHUTDOWN} or {@link ShutDown}. It
   * is not logged, and a transient child is not restarted after it.
   *
   * @param reason of the end
   * @return whether it is one of these
   */
  static boolean isOrderly(ExitReason reason) {
    return reason.equals(NORMAL) || reason.equals(SHUTDOWN) || reason instanceof ShutDown;
  }

  /**
   * Why a process ends that something passes through.
   *
   * @param thrown the reason of a {@link ProcessExit} or a {@link CallFailedException}; anything
   *     else becomes text. Asking it runs code of its module
   * @return holds no class of any module
   */
  static ExitReason of(Throwable thrown) {
    return switch (thrown) {
      case ProcessExit exit -> exit.reason();
      case CallFailedException failed -> failed.reason();
      default -> Failed.of(thrown);
    };
  }

  /**
   * A reason of the caller's own.
   *
   * @param name such as {@code timeout}; one of the constants if it is the name of one
   * @return the reason, equal to any other with that name
   */
  static ExitReason of(String name) {
    return new Named(name);
  }
}
