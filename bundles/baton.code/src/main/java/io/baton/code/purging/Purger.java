package io.baton.code.purging;

import io.baton.api.code.Lingering;
import io.baton.api.spi.ProcessTable;
import io.baton.code.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** Finds who lingers in an old version, and ends them. */
public final class Purger {
  private static final long PAUSE_NANOS = Duration.ofMillis(1).toNanos();

  private final ProcessTable processes;
  private final StackLook stacks;
  private final Duration bound;

  /**
   * A purger.
   *
   * @param processes whom to look at
   * @param bound how long the threads of killed processes may take to come back
   */
  public Purger(ProcessTable processes, Duration bound) {
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
   * Whom a purge ended.
   *
   * @param killed all of them
   * @param fenced those whose thread has not come back within the bound
   */
  public record Killed(List<Lingering> killed, List<Lingering> fenced) {}

  /**
   * Ends everyone who is in a version, with reason {@code killed}. When it returns, links and
   * monitors know, and the threads have left the version unless they are fenced.
   *
   * @param version no longer reached by qualified calls
   * @param since when it became old
   * @return whom it ended
   */
  public Killed kill(Version version, Instant since) {
    Map<Thread, Lingering> killed = new LinkedHashMap<>();
    long start = System.nanoTime();
    List<StackLook.Found> found = stacks.look(version, since);
    while (!found.isEmpty()) {
      for (StackLook.Found one : found) {
        if (killed.putIfAbsent(one.thread(), one.lingering()) == null) {
          processes.kill(one.process() == null ? processes.adopt(one.thread()) : one.process());
        }
      }
      if (System.nanoTime() - start > bound.toNanos()) {
        break;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
      found = stacks.look(version, since);
    }
    List<Lingering> fenced = found.stream().map(StackLook.Found::lingering).toList();
    return new Killed(new ArrayList<>(killed.values()), fenced);
  }
}
