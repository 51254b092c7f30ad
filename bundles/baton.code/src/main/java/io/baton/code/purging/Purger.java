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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds who lingers in an old version, and ends them. */
public final class Purger {
  private final ProcessTable processes;
  private final Safepoints safepoints;
  private final StackLook stacks;
  private final Fenced fenced;
  private final Supplier<Duration> bound;

  /** By number of the version. Each entry is written by the lane of its module, read by any. */
  private final ConcurrentMap<Long, ProcessTable.Watch> watches = new ConcurrentHashMap<>();

  /**
   * A purger.
   *
   * @param processes whom to look at
   * @param safepoints where to stop who enters a version that is being purged
   * @param bound how long none of the threads of killed processes may come back
   */
  public Purger(ProcessTable processes, Safepoints safepoints, Supplier<Duration> bound) {
    this.safepoints = safepoints;
    this.processes = processes;
    this.bound = bound;
    stacks = new StackLook(processes);
    fenced = new Fenced(safepoints);
  }

  /**
   * Notes from now on who enters a version, so that few stacks need to be looked at later.
   *
   * @param version has just become old
   */
  public void becameOld(Version version) {
    long number = version.id().number();
    watches.computeIfAbsent(number, processes::watch);
  }

  /**
   * Notes nothing any more of a version that is not old any more.
   *
   * @param version taken back, or gone
   */
  public void isNotOld(Version version) {
    ProcessTable.Watch watch = watches.remove(version.id().number());
    if (watch != null) {
      watch.close();
    }
  }

  /**
   * Runs what stops the bundle of a purged version. The code of the version that this calls, on
   * this thread, runs: components close what they have opened. It is the last that runs of the
   * version.
   *
   * @param version purged
   * @param stopping stops its bundle
   */
  public static void farewell(Version version, Runnable stopping) {
    PurgeGate.farewell(version.id().number(), stopping);
  }

  private StackLook.Wanted wanted(Version version, Instant since) {
    ProcessTable.@Nullable Watch watch = watches.get(version.id().number());
    return new StackLook.Wanted(version, since, watch, safepoints);
  }

  /**
   * Who is in a version now.
   *
   * @param version usually an old one
   * @param since when it became old
   * @return processes first, in the order of their pids
   */
  public List<Lingering> lingering(Version version, Instant since) {
    return lingering(stacks.look(wanted(version, since)).found());
  }

  private static List<Lingering> lingering(List<StackLook.Found> found) {
    return found.stream().map(StackLook.Found::lingering).toList();
  }

  /**
   * Killed processes and threads that a purge could not wait for, and that are still in the version
   * that was purged.
   *
   * @return in the order of the purges
   */
  public List<Lingering> fenced() {
    return fenced.stillThere();
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
        isNotOld(version);
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
      return killAll(wanted(version, since));
    } finally {
      gate.purge();
      isNotOld(version);
    }
  }

  /** Again and again: who is killed may have started others just before. */
  private Killed killAll(StackLook.Wanted wanted) {
    Map<Thread, Lingering> killed = new LinkedHashMap<>();
    StackLook.Seen seen = stacks.look(wanted);
    kill(seen.found(), killed);
    var patience = new Patience(bound.get(), killed.size());
    while (!seen.found().isEmpty()) {
      if (patience.isOver()) {
        fenced.add(seen.found());
        break;
      }
      patience.await(seen.found().stream().map(StackLook.Found::thread).toList());
      seen = stacks.again(wanted, seen);
      kill(seen.found(), killed);
    }
    return new Killed(new ArrayList<>(killed.values()), lingering(seen.found()));
  }

  /** Each once. */
  private void kill(List<StackLook.Found> found, Map<Thread, Lingering> killed) {
    for (StackLook.Found one : found) {
      if (killed.putIfAbsent(one.thread(), one.lingering()) == null) {
        processes.kill(one.process() == null ? processes.adopt(one.thread()) : one.process());
      }
    }
  }
}
