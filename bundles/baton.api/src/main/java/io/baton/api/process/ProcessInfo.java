package io.baton.api.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Information about a process (Erlang's {@code process_info/1}). Data only: it holds no class of
 * any module. Each value held at some moment of the call, not all at the same one.
 *
 * @param pid of the process
 * @param name its registered name
 * @param state what it does
 * @param initialCall what it began with, such as {@code frequency:loop/1}, or what it is, such as
 *     {@code server of frequency}; a class name for a process that began with a body, {@code
 *     thread} and its name for a thread that is no process
 * @param function the innermost function of a module that it is in
 * @param mailboxLength how many messages wait
 * @param links the processes that it is linked to
 * @param monitors the processes that it monitors
 * @param trapsExits whether exit signals are messages to it
 * @param work its counters
 */
public record ProcessInfo(
    Pid pid,
    Optional<String> name,
    State state,
    String initialCall,
    Optional<Function> function,
    int mailboxLength,
    Set<Pid> links,
    Set<Pid> monitors,
    boolean trapsExits,
    Work work) {
  /** Copies the sets. */
  public ProcessInfo {
    links = Set.copyOf(links);
    monitors = Set.copyOf(monitors);
  }

  /**
   * Returns the number of messages that a bounded mailbox has dropped or refused.
   *
   * @return 0 without a bound
   */
  public long dropped() {
    return work.dropped();
  }

  /** State of a process. */
  @ProviderType
  public sealed interface State {
    /** A process that computes, or waits for a carrier. */
    record Running() implements State {
      @Override
      public String toString() {
        return "running";
      }
    }

    /**
     * A waiting process.
     *
     * @param on what it waits for, such as {@code receive Request}
     */
    record Waiting(String on) implements State {
      @Override
      public String toString() {
        return on;
      }
    }

    /**
     * An ended process whose thread has not unwound yet. It is dead to everyone.
     *
     * @param reason why it ended
     */
    record Ended(ExitReason reason) implements State {
      @Override
      public String toString() {
        return "ended: " + reason;
      }
    }
  }

  /**
   * A function of a version of a module.
   *
   * @param name class and method, and the line in its source if known
   * @param version of the module, such as {@code 2.0.0}
   * @param number of that version, as in {@link io.baton.api.code.ModuleVersion#number()}
   */
  public record Function(String name, String version, long number) {
    @Override
    public String toString() {
      return "%s (%s#%d)".formatted(name, version, number);
    }
  }

  /**
   * Counters of a process. The JVM does not count the processor time of a virtual thread, so there
   * is none of a process; the numbers of turns and of messages show which process is busy, as
   * Erlang's reductions do.
   *
   * @param began when it was spawned or became known, to within 20 ms
   * @param turns number of turns that it has begun
   * @param received number of messages that it has taken
   * @param dropped number of messages that its bounded mailbox did not take
   * @param cpuTime the processor time of a platform thread, all of it; empty for a process
   */
  public record Work(
      Instant began, long turns, long received, long dropped, Optional<Duration> cpuTime) {}
}
