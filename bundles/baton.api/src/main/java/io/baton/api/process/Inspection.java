package io.baton.api.process;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Functions that inspect processes without disturbing them, for {@code import static}. Functions
 * throw as those of {@link Processes} do.
 */
public final class Inspection {
  private Inspection() {}

  private static ProcessInspection inspection() {
    return ProcessRuntime.HOLDER.active().inspection();
  }

  /**
   * Returns all living processes, and the threads and sessions that have a pid (Erlang's {@code
   * processes/0}).
   *
   * @return a snapshot, in no order
   */
  public static List<Pid> processes() {
    return inspection().processes();
  }

  /**
   * Returns what is known of a process (Erlang's {@code process_info/1}). Inspects its stack, which
   * takes some microseconds.
   *
   * @param pid any process
   * @return empty if it has ended and its thread has unwound
   */
  public static Optional<ProcessInfo> info(Pid pid) {
    return inspection().info(pid);
  }

  /**
   * Returns what keeps processes from running or from ending and needs an operator: processes that
   * hold all carriers, a process that is to end and runs a static initialiser which does not
   * return, locks whose owner has ended (Erlang: {@code alarm_handler:get_alarms/0}). Inspects all
   * processes. Owners of locks are seen only if the JVM has the option {@code --add-exports
   * java.base/jdk.internal.misc=ALL-UNNAMED}; a monitor has no owner that has ended.
   *
   * @return a sentence for each; usually none
   */
  public static List<String> alarms() {
    return inspection().alarms();
  }

  /**
   * Returns the number of messages that wait for a process; much cheaper than {@link #info(Pid)}.
   *
   * @param pid any process
   * @return empty if it has ended
   */
  public static OptionalInt mailboxLength(Pid pid) {
    return inspection().mailboxLength(pid);
  }
}
