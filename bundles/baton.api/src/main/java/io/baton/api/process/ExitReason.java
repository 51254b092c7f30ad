package io.baton.api.process;

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

    @Override
    public String toString() {
      return message.isEmpty() ? type : type + ": " + message;
    }
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
