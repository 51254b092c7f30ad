package io.baton.api.process;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reason why a process ended, or is to end. It is data only: it holds no class of any module, so it
 * can be kept forever and read in every version.
 */
@ProviderType
public sealed interface ExitReason {
  /**
   * Reason of a process that had nothing left to do. Ignored by linked processes that do not trap
   * exits.
   */
  ExitReason NORMAL = new Named("normal");

  /** Reason of a signal that ends the receiver untrappably, with reason {@link #KILLED}. */
  ExitReason KILL = new Named("kill");

  /** Reason of a process that was ended by {@link #KILL} or by a purge. */
  ExitReason KILLED = new Named("killed");

  /** Reason of an orderly end that was requested. */
  ExitReason SHUTDOWN = new Named("shutdown");

  /** Reason that links and monitors report of a process that did not exist when they were made. */
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
   * An uncaught exception, as text.
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
   * A call of a server that got no reply (Erlang's {@code {Reason, {gen_server, call, [Server,
   * Request, …]}}}).
   *
   * @param reason {@code timeout}, {@code noproc}, {@code calling_self}, or why the server ended
   * @param call the server and the request, as text
   */
  record CallFailed(ExitReason reason, String call) implements ExitReason {
    @Override
    public String toString() {
      return "{%s, %s}".formatted(reason, call);
    }
  }

  /**
   * An orderly end with a further reason (Erlang's {@code {shutdown, Term}}).
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
   * The failure of a supervisor to start a child (Erlang's {@code {failed_to_start_child, Id,
   * Reason}}).
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
   * Returns whether an end was an orderly one: {@link #NORMAL}, {@link #SHUTDOWN} or {@link
   * ShutDown}. It is not logged, and a transient child is not restarted after it.
   *
   * @param reason of the end
   * @return whether it is one of these
   */
  static boolean isOrderly(ExitReason reason) {
    return reason.equals(NORMAL) || reason.equals(SHUTDOWN) || reason instanceof ShutDown;
  }

  /**
   * Returns a reason with a name.
   *
   * @param name such as {@code timeout}; the name of a constant gives that constant
   * @return the reason, equal to any other with that name
   */
  static ExitReason of(String name) {
    return new Named(name);
  }
}
