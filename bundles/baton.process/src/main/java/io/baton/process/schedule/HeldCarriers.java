package io.baton.process.schedule;

import io.baton.spi.Debugger;
import io.baton.spi.JdkThreads;
import io.baton.spi.Log;
import io.baton.spi.Safepoints;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Detects that all carriers are held by processes that cannot be preempted: they run code without
 * safepoints, or static initialisers that wait. No other process runs then, so this is logged and
 * shown as an alarm. Called by the timekeeper's thread, except {@link #alarm}.
 */
final class HeldCarriers {
  private static final Log LOG = Log.of("io.baton.process");

  /** A longer gap between two checks means that the JVM was suspended. */
  private static final long GAP_NANOS = Duration.ofSeconds(1).toNanos();

  private final Safepoints safepoints;
  private final Duration late;

  /** True if all carriers were taken at the last check, which was then. */
  private boolean isFull;

  private long last;

  /** When they were taken, or when the processes that hold them were last searched for. */
  private long since;

  /** Processes that were reported; written by the timekeeper, read by any thread. */
  private volatile List<ScheduledProcess> reported = List.of();

  /**
   * Creates a detector.
   *
   * @param late time without a carrier given up after which that is reported
   */
  HeldCarriers(Safepoints safepoints, Duration late) {
    this.safepoints = safepoints;
    this.late = late;
  }

  /** Records that some carriers are free, or no process waits for one. */
  void someAreFree() {
    isFull = false;
    if (!reported.isEmpty()) {
      reported = List.of();
    }
  }

  /**
   * Records that all carriers are taken and others wait; reports once which processes hold them, if
   * none gives way.
   */
  void check(Collection<? extends ScheduledProcess> processes, int carriers) {
    long now = System.nanoTime();
    if (!isFull || now - last > GAP_NANOS) {
      isFull = true;
      since = now; // what was suspended gets all of the time again
    }
    last = now;
    if (!reported.isEmpty()) {
      endAlarmIfOneGaveWay(now);
    } else if (now - since >= late.toNanos()) {
      since = now; // the next check costs as much, and may be as late
      reportAny(processes, carriers);
    }
  }

  private void endAlarmIfOneGaveWay(long now) {
    if (!reported.stream().allMatch(this::holdsCarrier)) {
      reported = List.of();
      since = now;
    }
  }

  private void reportAny(Collection<? extends ScheduledProcess> processes, int carriers) {
    List<ScheduledProcess> holding =
        processes.stream()
            .filter(this::holdsCarrier)
            .limit(carriers)
            .<ScheduledProcess>map(process -> process)
            .toList();
    if (holding.size() == carriers) {
      reported = holding;
      LOG.log(System.Logger.Level.WARNING, text(holding));
    }
  }

  /** Returns what was reported and is still true; called by any thread. */
  Optional<String> alarm() {
    List<ScheduledProcess> holding = reported;
    return holding.isEmpty() ? Optional.empty() : Optional.of(text(holding));
  }

  /** Returns whether a process does not give up its carrier, though no debugger holds it. */
  private boolean holdsCarrier(ScheduledProcess process) {
    Thread thread = process.thread();
    return thread.isVirtual()
        && (process.slice().isOverFor(late) || safepoints.isInitialising(thread))
        && JdkThreads.carrierOf(thread).isPresent()
        && !Debugger.holds(thread);
  }

  private String text(List<ScheduledProcess> holding) {
    return "all %d carriers are held by processes that have not given them up for %,d ms, so no other process runs: %s"
        .formatted(
            holding.size(),
            late.toMillis(),
            holding.stream().map(HeldCarriers::describe).collect(Collectors.joining("; ")));
  }

  private static String describe(ScheduledProcess process) {
    StackTraceElement[] frames = JdkThreads.stackTrace(process.thread());
    return "%s%s in %s"
        .formatted(
            process.label(),
            process.isAlive() ? "" : ", which was ended,",
            frames.length == 0 ? "unknown code" : frames[0]);
  }
}
