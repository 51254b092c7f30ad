package io.baton.process;

import io.baton.api.process.Down;
import io.baton.api.process.Exit;
import io.baton.api.process.ExitReason;
import io.baton.api.process.ProcessExit;
import io.baton.api.process.ProcessRuntime;
import io.baton.process.state.LocalPid;
import io.baton.process.state.LocalProcess;
import io.baton.races.NothingConverts;
import io.baton.spi.Handover;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Processes whose thread is never started: an actor acts for them. What they are told stays in
 * their mailboxes until the arbiter looks.
 */
final class Cells {
  private static final Handover NOTHING_CONVERTS = new NothingConverts();

  /** The system that all of them are processes of. */
  static final ProcessSystem RUNTIME = new ProcessSystem(NOTHING_CONVERTS);

  private static final AtomicLong NUMBERS = new AtomicLong(1_000_000);

  private Cells() {}

  /** A living process. */
  static LocalProcess process() {
    Thread thread = Thread.ofVirtual().unstarted(() -> {});
    return new LocalProcess(
        new LocalPid(NUMBERS.incrementAndGet()), thread, ProcessRuntime.STOP, 0, () -> 0);
  }

  /** A living process that is told of the end of others by messages. */
  static LocalProcess trapping() {
    LocalProcess process = process();
    process.trapExits(true);
    return process;
  }

  /** Acts for a process, which may end meanwhile. */
  static void as(LocalProcess process, Runnable action) {
    try {
      ScopedValue.where(LocalProcess.CURRENT, process).run(action);
    } catch (ProcessExit _) {
      // a process that has ended goes no further
    }
  }

  /** Every reason that a process's links have told it, such as {@code killed}. */
  static List<String> exits(LocalProcess process) {
    return taken(process, Exit.class, Exit::reason);
  }

  /** Every reason that a process's monitors have told it. */
  static List<String> downs(LocalProcess process) {
    return taken(process, Down.class, Down::reason);
  }

  private static <T> List<String> taken(
      LocalProcess process, Class<T> type, Function<T, ExitReason> reason) {
    List<String> reasons = new ArrayList<>();
    as(
        process,
        () -> {
          Optional<T> next = RUNTIME.receive(type, _ -> true, Duration.ZERO);
          while (next.isPresent()) {
            reasons.add(reason.apply(next.get()).toString());
            next = RUNTIME.receive(type, _ -> true, Duration.ZERO);
          }
        });
    return reasons;
  }
}
