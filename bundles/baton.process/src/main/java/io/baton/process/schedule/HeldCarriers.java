package io.baton.process.schedule;

import io.baton.api.spi.JdkThreads;
import io.baton.api.spi.Log;
import io.baton.api.spi.Safepoints;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Notices when processes hold all carriers that nothing makes give them up: code without
 * safepoints, or static initialisers that wait. No other process runs then, and a message is all
 * that helps. Used by the timekeeper's thread, but for {@link #alarm}.
 */
final class HeldCarriers {
  private static final Log LOG = Log.of("io.baton.process");

  private final Safepoints safepoints;
  private final Duration late;

  /** Whether all were taken when this looked last, and since when. */
  private boolean isFull;

  private long since;

  /** Those that were reported; written by the timekeeper, read by who looks. */
  private volatile List<ScheduledProcess> reported = List.of();

  /**
   * None are held yet.
   *
   * @param late how long none must be given up before that is reported
   */
  HeldCarriers(Safepoints safepoints, Duration late) {
    this.safepoints = safepoints;
    this.late = late;
  }

  /** Some carriers are free, or nobody waits for one. */
  void someAreFree() {
    isFull = false;
    if (!reported.isEmpty()) {
      reported = List.of();
    }
  }

  /** All carriers are taken, and others wait: reports once who holds them, if nobody gives way. */
  void look(Collection<? extends ScheduledProcess> processes, int carriers) {
    long now = System.nanoTime();
    if (!isFull) {
      isFull = true;
      since = now;
    }
    if (!reported.isEmpty() || now - since < late.toNanos()) {
      return;
    }
    since = now; // the next look costs as much, and may be as late
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

  /** What was reported and still is so; asked by any thread. */
  Optional<String> alarm() {
    List<ScheduledProcess> holding = reported;
    return holding.isEmpty() ? Optional.empty() : Optional.of(text(holding));
  }

  private boolean holdsCarrier(ScheduledProcess process) {
    Thread thread = process.thread();
    return thread.isVirtual()
        && (process.slice().isOverFor(late) || safepoints.isInitialising(thread))
        && isMounted(thread);
  }

  /** The JDK shows the carrier of a virtual thread behind its state, and nowhere else. */
  private static boolean isMounted(Thread virtual) {
    String text = virtual.toString();
    return text.indexOf('@', text.lastIndexOf("]/")) >= 0;
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
