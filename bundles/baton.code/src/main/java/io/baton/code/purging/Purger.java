package io.baton.code.purging;

import io.baton.api.code.Lingering;
import io.baton.api.spi.ProcessTable;
import io.baton.api.spi.Safepoints;
import io.baton.code.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Finds who lingers in an old version, and ends them. */
public final class Purger {
  private static final long PAUSE_NANOS = Duration.ofMillis(1).toNanos();

  private final ProcessTable processes;
  private final Safepoints safepoints;
  private final StackLook stacks;
  private final Supplier<Duration> bound;

  /**
   * A purger.
   *
   * @param processes whom to look at
   * @param safepoints where to stop who enters a version that is being purged
   * @param bound how long the threads of killed processes may take to come back
   */
  public Purger(ProcessTable processes, Safepoints safepoints, Supplier<Duration> bound) {
    this.safepoints = safepoints;
    this.processes = processes;
    this.bound = bound;
    stacks = new StackLook(processes);
  }

  /**
   * Who is in a version now.
   *
   * @param version usually an old one
   * @param since when it became old
   * @return processes first, in the order of their pids
   */
  public List<Lingering> lingering(Version version, Instant since) {
    return stacks.look(version, since).stream().map(StackLook.Found::lingering).toList();
  }

  /**
   * Closes a version if nobody is in it. Who wants to enter while this looks waits for its answer.
   *
   * @param version no longer reached by qualified calls
   * @param since when it became old
   * @return who is in it; nothing has changed then. Empty: nobody is, and its code never runs again
   */
  public List<Lingering> closeIfUnused(Version version, Instant since) {
    PurgeGate gate = PurgeGate.close(processes, safepoints, version.id());
    boolean unused = false;
    try {
      List<Lingering> lingering = lingering(version, since);
      unused = lingering.isEmpty();
      return lingering;
    } finally {
      if (unused) {
        gate.purge();
      } else {
        gate.giveUp();
      }
    }
  }

  /**
   * Whom a purge ended.
   *
   * @param killed all of them
   * @param fenced those whose thread has not come back within the bound
   */
  public record Killed(List<Lingering> killed, List<Lingering> fenced) {}

  /**
   * Closes a version, and ends everyone who is in it with reason {@code killed}. When it returns,
   * the version's code never runs again, links and monitors know, and the threads have left it
   * unless they are fenced.
   *
   * @param version no longer reached by qualified calls
   * @param since when it became old
   * @return whom it ended
   */
  public Killed close(Version version, Instant since) {
    PurgeGate gate = PurgeGate.close(processes, safepoints, version.id());
    try {
      return killAll(version, since);
    } finally {
      gate.purge();
    }
  }

  private Killed killAll(Version version, Instant since) {
    Map<Thread, Lingering> killed = new LinkedHashMap<>();
    long start = System.nanoTime();
    List<StackLook.Found> found = stacks.look(version, since);
    while (!found.isEmpty()) {
      for (StackLook.Found one : found) {
        if (killed.putIfAbsent(one.thread(), one.lingering()) == null) {
          processes.kill(one.process() == null ? processes.adopt(one.thread()) : one.process());
        }
      }
      if (System.nanoTime() - start > bound.get().toNanos()) {
        break;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
      found = stacks.look(version, since);
    }
    List<Lingering> fenced = found.stream().map(StackLook.Found::lingering).toList();
    return new Killed(new ArrayList<>(killed.values()), fenced);
  }
}
