package io.baton.code.purging;

import io.baton.api.code.Lingering;
import io.baton.code.version.LoadedVersion;
import io.baton.spi.JdkThreads;
import io.baton.spi.Log;
import io.baton.spi.ProcessControl;
import io.baton.spi.ProcessControl.Observation;
import io.baton.spi.ProcessTable;
import io.baton.spi.Safepoints;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the processes and threads that linger in an old version, and ends them. */
public final class Purger {
  private static final Log LOG = Log.of("io.baton.code");

  /** How long a soft purge waits for the threads of processes that have ended. */
  private static final Duration UNWINDING = Duration.ofMillis(500);

  private final ProcessControl processes;
  private final Safepoints safepoints;
  private final Looks stacks;
  private final Fenced fenced;
  private final Kills kills;
  private final Supplier<Duration> bound;
  private final Consumer<String> settle;

  /**
   * Gates of purged versions whose components take leave, by number of the version. Each entry is
   * written by the lane of its module, and removed by the farewell.
   */
  private final ConcurrentMap<Long, PurgeGate> leaving = new ConcurrentHashMap<>();

  /** By number of the version. Each entry is written by the lane of its module, read by any. */
  private final ConcurrentMap<Long, ProcessTable.Watch> watches = new ConcurrentHashMap<>();

  /**
   * A purger.
   *
   * @param processes all that there are
   * @param safepoints where a process that enters a version that is being purged is stopped
   * @param bound how long none of the threads of killed processes may come back
   * @param settle lets the servers of a module that wait come to what is current; bounded
   */
  public Purger(
      ProcessControl processes,
      Safepoints safepoints,
      Supplier<Duration> bound,
      Consumer<String> settle) {
    this.safepoints = safepoints;
    this.processes = processes;
    this.bound = bound;
    this.settle = settle;
    stacks = new Looks(processes);
    fenced = new Fenced(safepoints);
    kills = new Kills(processes, safepoints, fenced, bound);
  }

  /**
   * Records from now on which processes enter a version, so that few stacks need to be inspected
   * later.
   *
   * @param version has just become old; null if there is none
   */
  public void becameOld(@Nullable LoadedVersion version) {
    if (version != null) {
      watches.computeIfAbsent(version.id().number(), processes::watch);
    }
  }

  /**
   * Notes nothing any more of a version that is not old any more.
   *
   * @param version taken back, or gone
   */
  public void isNotOld(LoadedVersion version) {
    ProcessTable.Watch watch = watches.remove(version.id().number());
    if (watch != null) {
      watch.close();
    }
  }

  /**
   * Waits for the end of a farewell, as long as for a killed process. If it is in code of the
   * version then, it is fenced, it may not run that any more, and it is interrupted.
   *
   * @param farewell of the version
   * @param version purged
   * @param thread runs the farewell
   */
  public void await(Farewell farewell, LoadedVersion version, Thread thread) {
    StackLook.Wanted wanted = wanted(version, farewell.since(), null);
    Optional<StackLook.Found> inside = Optional.empty();
    while (thread.isAlive() && inside.isEmpty()) {
      awaitEnd(thread, () -> {});
      inside = StackLook.look(thread, wanted);
    }
    inside.ifPresent(found -> {
      fenced.add(List.of(found));
      LOG.log(
          Level.WARNING,
          "%s has not stopped in time, so this was ended: %s"
              .formatted(version, found.lingering()));
      farewell.end();
      left(version);
      awaitEnd(
          thread,
          () -> StackLook.look(thread, wanted).ifPresent(_ -> JdkThreads.interrupt(thread)));
    });
  }

  /** Gives up when the bound is over. */
  private void awaitEnd(Thread thread, Runnable again) {
    var deadline = new PurgeDeadline(bound.get(), 0);
    while (thread.isAlive() && !deadline.isOver()) {
      again.run();
      deadline.await(List.of(thread));
    }
  }

  /** A version that was never current has no process that could leave it. */
  private void settle(LoadedVersion version) {
    if (watches.containsKey(version.id().number())) {
      processes.settle(version.id().module());
      settle.accept(version.id().module());
    }
  }

  private StackLook.Wanted wanted(LoadedVersion version, Instant since, @Nullable PurgeGate gate) {
    ProcessTable.@Nullable Watch watch = watches.get(version.id().number());
    return new StackLook.Wanted(version, since, watch, safepoints, gate);
  }

  /**
   * Returns the processes and threads that are in a version now.
   *
   * @param version usually an old one
   * @param since when it became old
   * @return processes first, in the order of their pids
   */
  public List<Lingering> lingering(LoadedVersion version, Instant since) {
    return stacks.look(wanted(version, since, null)).lingering();
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
   * Closes a version if no living process and no thread is in it. A thread that wants to enter
   * meanwhile waits for the answer.
   *
   * @param version no longer reached by qualified calls
   * @param since when it became old
   * @return what is in it; nothing has changed then. If empty, the version's code never runs again
   */
  public List<Lingering> closeIfUnused(LoadedVersion version, Instant since) {
    try (Held held = hold(version, since)) {
      List<Lingering> lingering = held.lingering();
      if (lingering.isEmpty()) {
        held.remove();
      }
      return lingering;
    }
  }

  /**
   * Keeps threads from entering a version until it is decided what becomes of it: they wait.
   *
   * @param version no longer reached by qualified calls
   * @param since when it became old
   * @return to be closed, soon
   */
  Held hold(LoadedVersion version, Instant since) {
    settle(version);
    return new Held(version, since);
  }

  /**
   * The same for several versions. None is closed before the servers of all have had time to leave.
   *
   * @param versions of different modules, and since when each is old
   * @return in the same order; each to be closed, soon
   */
  List<Held> hold(SequencedMap<LoadedVersion, Instant> versions) {
    versions.keySet().forEach(this::settle);
    List<Held> all = new ArrayList<>();
    boolean done = false;
    try {
      versions.forEach((version, since) -> all.add(new Held(version, since)));
      done = true;
      return all;
    } finally {
      if (!done) {
        all.forEach(Held::close);
      }
    }
  }

  /**
   * Ends every process in several versions, with one look at all processes. What would enter one of
   * them waits only as long as something is in that one.
   *
   * @param all closed
   * @return what was ended in each, in the same order
   */
  List<Killed> kill(List<Held> all) {
    IdentityHashMap<StackLook.Wanted, Held> byVersion = new IdentityHashMap<>();
    all.forEach(held -> byVersion.put(held.wanted(), held));
    all.forEach(Held::begin);
    try {
      return kills.kill(
          all.stream().map(Held::wanted).toList(),
          done -> {
            Held held = byVersion.get(done);
            if (held != null) {
              held.remove();
            }
          });
    } finally {
      all.forEach(Held::remove);
    }
  }

  /** A version that nothing can enter. Closed without a decision, it is as it was before. */
  final class Held implements AutoCloseable {
    private final LoadedVersion version;
    private final PurgeGate gate;
    private final StackLook.Wanted wanted;
    private boolean decided;
    private boolean removed;

    private Held(LoadedVersion version, Instant since) {
      this.version = version;
      gate = PurgeGate.close(processes, safepoints, version.id());
      wanted = Purger.this.wanted(version, since, gate);
    }

    /** Returns the living processes and threads that are in it. */
    List<Lingering> inside() {
      return stacks.look(wanted).lingering();
    }

    /** The same, when the threads of ended processes have left it or are fenced. */
    List<Lingering> lingering() {
      return lingeringAfterTheEnded(wanted);
    }

    StackLook.Wanted wanted() {
      return wanted;
    }

    /** Ends every process in it; its code never runs again. */
    Killed kill() {
      return Purger.this.kill(List.of(this)).getFirst();
    }

    private void begin() {
      decided = true;
      gate.kills();
    }

    /** Lets its code never run again, which nothing is in. */
    void remove() {
      decided = true;
      if (!removed) {
        removed = true;
        Purger.this.close(version, gate);
      }
    }

    @Override
    public void close() {
      if (!decided) {
        gate.giveUp();
      }
    }
  }

  /**
   * Returns what lingers when the threads of ended processes have left the version. It waits for
   * them for a moment and then fences them, as a purge does: they must not keep the version, nor
   * run its code when it is gone.
   */
  private List<Lingering> lingeringAfterTheEnded(StackLook.Wanted wanted) {
    try (Observation observation = processes.observe()) {
      StackLook.Seen seen = Looks.look(List.of(wanted), observation).getFirst();
      var deadline = new PurgeDeadline(shortest(bound.get(), UNWINDING), 0);
      while (seen.lingering().isEmpty() && !seen.found().isEmpty()) {
        if (deadline.isOver()) {
          fenced.add(seen.found());
          break;
        }
        deadline.await(threads(seen.found()));
        seen = Looks.again(wanted, seen, observation);
      }
      return seen.lingering();
    }
  }

  private static Duration shortest(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static List<Thread> threads(List<StackLook.Found> found) {
    return found.stream().map(StackLook.Found::thread).toList();
  }

  /**
   * The processes and threads that a purge has ended.
   *
   * @param killed all of them
   * @param fenced those whose thread has not come back within the bound
   */
  public record Killed(List<Lingering> killed, List<Lingering> fenced) {}

  /**
   * Closes a version, and ends every process in it with reason {@code killed}. When it returns, the
   * version's code never runs again, links and monitors know, and the threads have left it unless
   * they are fenced. Until its components have {@link #left}, threads that it has started and that
   * were not in it may come back.
   *
   * @param version no longer reached by qualified calls
   * @param since when it became old
   * @return what it ended
   */
  public Killed close(LoadedVersion version, Instant since) {
    try (Held held = hold(version, since)) {
      return held.kill();
    }
  }

  private void close(LoadedVersion version, PurgeGate gate) {
    leaving.put(version.id().number(), gate);
    gate.purge(version.loader());
    isNotOld(version);
  }

  /**
   * Ends what the version's own threads may still do in it: its components have closed what they
   * had opened, or were given up. A thread that is in the version then is ended, and fenced if that
   * takes long.
   *
   * @param version was purged
   */
  void left(LoadedVersion version) {
    PurgeGate gate = leaving.remove(version.id().number());
    if (gate != null && gate.left()) {
      Killed killed = kills.kill(List.of(wanted(version, Instant.now(), gate)), _ -> {}).getFirst();
      if (!killed.killed().isEmpty()) {
        LOG.log(
            Level.WARNING,
            "%s was purged; threads that it had started did not end: %s"
                .formatted(version, killed.killed()));
      }
    }
  }
}
