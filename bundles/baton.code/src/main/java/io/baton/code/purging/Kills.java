package io.baton.code.purging;

import io.baton.api.code.Lingering;
import io.baton.code.purging.Purger.Killed;
import io.baton.code.purging.StackLook.Found;
import io.baton.code.purging.StackLook.Presence;
import io.baton.code.purging.StackLook.Seen;
import io.baton.code.purging.StackLook.Wanted;
import io.baton.spi.ProcessControl;
import io.baton.spi.ProcessControl.Observation;
import io.baton.spi.ProcessTable.Running;
import io.baton.spi.Safepoints;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Ends the processes in versions that nothing can enter, and waits for their threads. */
final class Kills {
  private final ProcessControl processes;
  private final Safepoints safepoints;
  private final Fenced fenced;
  private final Supplier<Duration> bound;

  Kills(ProcessControl processes, Safepoints safepoints, Fenced fenced, Supplier<Duration> bound) {
    this.processes = processes;
    this.safepoints = safepoints;
    this.fenced = fenced;
    this.bound = bound;
  }

  /**
   * Ends every process in several versions, with one look at all processes. Repeats, because a
   * killed process may just have started others.
   *
   * @param versions of different modules
   * @param done gets each version when nothing is in it any more, or what remains is fenced
   * @return what was ended in each, in the same order
   */
  List<Killed> kill(List<Wanted> versions, Consumer<Wanted> done) {
    try (Observation observation = processes.observe()) {
      return kill(versions, done, observation);
    }
  }

  private List<Killed> kill(List<Wanted> versions, Consumer<Wanted> done, Observation observation) {
    List<Seen> seen = Looks.look(versions, observation);
    List<OfVersion> all = new ArrayList<>();
    for (int i = 0; i < versions.size(); i++) {
      all.add(new OfVersion(versions.get(i), seen.get(i)));
    }
    List<OfVersion> open = open(all, done);
    var deadline = new PurgeDeadline(bound.get(), threads(open).size());
    while (!open.isEmpty() && !deadline.isOver()) {
      deadline.await(threads(open));
      seen =
          Looks.again(
              open.stream().map(one -> one.wanted).toList(),
              open.stream().map(one -> one.seen).toList(),
              observation);
      for (int i = 0; i < open.size(); i++) {
        open.get(i).kill(seen.get(i));
      }
      open = open(open, done);
    }
    for (OfVersion one : open) {
      fenced.add(one.inside);
      done.accept(one.wanted);
    }
    return all.stream().map(OfVersion::killed).toList();
  }

  /** Returns those that something is in; the others are done. */
  private static List<OfVersion> open(List<OfVersion> all, Consumer<Wanted> done) {
    List<OfVersion> open = new ArrayList<>();
    for (OfVersion one : all) {
      if (one.inside.isEmpty()) {
        done.accept(one.wanted);
      } else {
        open.add(one);
      }
    }
    return open;
  }

  private static List<Thread> threads(List<OfVersion> open) {
    return open.stream().flatMap(one -> one.inside.stream()).map(Found::thread).toList();
  }

  /** The processes in one version; used by one thread. */
  private final class OfVersion {
    private final Wanted wanted;

    /** Those that this purge was to end, and whether it did; not those that ended before it. */
    private final IdentityHashMap<Thread, Boolean> asked;

    private final List<Lingering> killed;

    private Seen seen;

    /**
     * Those whose threads must unwind. What has not entered the version need not: it reaches the
     * gate, and gets the answer that every late caller gets.
     */
    private List<Found> inside = List.of();

    OfVersion(Wanted wanted, Seen seen) {
      this.wanted = wanted;
      this.seen = seen;
      asked = new IdentityHashMap<>(seen.found().size());
      killed = new ArrayList<>(seen.found().size());
      kill(seen);
    }

    /** Ends each once. */
    void kill(Seen now) {
      seen = now;
      boolean isGateComplete = safepoints.seesEveryEntry(wanted.version().id().number());
      inside =
          isGateComplete
              ? now.found().stream().filter(one -> one.presence() != Presence.BEGINS).toList()
              : now.found();
      inside.stream().filter(Found::isAlive).forEach(this::kill);
    }

    private void kill(Found one) {
      Running process = one.process();
      if (asked.putIfAbsent(one.thread(), false) == null
          && processes.kill(process == null ? processes.adopt(one.thread()) : process)) {
        asked.put(one.thread(), true);
        killed.add(one.lingering());
      }
    }

    Killed killed() {
      return new Killed(
          List.copyOf(killed),
          inside.stream()
              .filter(one -> asked.getOrDefault(one.thread(), false))
              .map(Found::lingering)
              .toList());
    }
  }
}
