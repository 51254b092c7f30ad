package io.baton.api.process;

import io.baton.api.spi.ProcessInspection;
import io.baton.api.spi.Runtimes;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Looks at processes, for {@code import static}. Nothing here disturbs them. Functions throw as
 * those of {@link Processes} do.
 */
public final class Inspection {
  private Inspection() {}

  private static ProcessInspection inspection() {
    return Runtimes.PROCESSES.active().inspection();
  }

  /**
   * All living processes, and the threads and sessions that are known as one (Erlang's {@code
   * processes/0}).
   *
   * @return a snapshot, in no order
   */
  public static List<Pid> processes() {
    return inspection().processes();
  }

  /**
   * What is known of a process (Erlang's {@code process_info/1}). Looks at its stack, which takes
   * some microseconds.
   *
   * @param pid any process
   * @return empty if it has ended and its thread has come back
   */
  public static Optional<ProcessInfo> info(Pid pid) {
    return inspection().info(pid);
  }

  /**
   * What keeps processes from running or from ending and only a person can mend: processes that
   * hold all carriers, a process that is to end and runs a static initialiser which does not
   * return, locks whose owner has ended (Erlang: {@code alarm_handler:get_alarms/0}). Looks at all
   * processes. Owners of locks are seen only if the JVM has the option {@code --add-exports
   * java.base/jdk.internal.misc=ALL-UNNAMED}; a monitor has no owner that has ended.
   *
   * @return a sentence for each; usually none
   */
  public static List<String> alarms() {
    return inspection().alarms();
  }

  /**
   * How many messages wait for a process; much cheaper than {@link #info(Pid)}.
   *
   * @param pid any process
   * @return empty if it has ended
   */
  public static OptionalInt mailboxLength(Pid pid) {
    return inspection().mailboxLength(pid);
  }
}
