package io.baton.code.purging;

import io.baton.code.purging.StackLook.Found;
import io.baton.code.purging.StackLook.Seen;
import io.baton.code.purging.StackLook.Wanted;
import io.baton.spi.ProcessControl;
import io.baton.spi.ProcessControl.Observation;
import io.baton.spi.ProcessTable.Running;
import io.baton.spi.ThreadContainer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks at all processes and threads, for one version or for several at once. */
final class Looks {
  private final ProcessControl processes;

  Looks(ProcessControl processes) {
    this.processes = processes;
  }

  /** Everyone in the version. */
  Seen look(Wanted wanted) {
    try (Observation observation = processes.observe()) {
      return look(List.of(wanted), observation).getFirst();
    }
  }

  /**
   * Everyone in each of several versions, with one look at all processes. One whose stack has been
   * inspected for a version is not inspected for the next while it waits. Those that begin
   * meanwhile are looked at last: until then, whatever has started them was in the version.
   *
   * @param processes observed as long as further looks follow
   * @return of each version, in the same order; all have the same map of threads
   */
  static List<Seen> look(List<Wanted> all, Observation processes) {
    IdentityHashMap<Thread, Running> known = new IdentityHashMap<>();
    List<Running> contained = new ArrayList<>();
    for (Running process : processes.running()) {
      if (processes.isContained(process)) {
        contained.add(process);
      } else {
        known.merge(process.thread(), process, Looks::living);
      }
    }
    var candidates = new Candidates.OfVersions(all);
    addAll(contained, known, candidates);
    List<List<Found>> found = candidates.look();
    List<List<Found>> foreign = all.stream().<List<Found>>map(_ -> new ArrayList<>()).toList();
    ForeignThreads.stacks(known.keySet(), skipped(contained, processes))
        .forEach((thread, frames) -> {
          Stack stack = Stack.of(thread, frames);
          for (int i = 0; i < all.size(); i++) {
            StackLook.look(stack, all.get(i)).ifPresent(foreign.get(i)::add);
          }
        });
    Set<Running> begun = begun(processes);
    addBegun(begun, all, found);
    begun.forEach(process -> known.put(process.thread(), process));
    return IntStream.range(0, all.size())
        .mapToObj(i -> {
          List<Found> both = found.get(i);
          both.addAll(foreign.get(i));
          return new Seen(known, StackLook.settled(both, all.get(i)));
        })
        .toList();
  }

  /** Adds all processes to the candidates; one of each thread. */
  private static void addAll(
      List<Running> contained,
      IdentityHashMap<Thread, Running> known,
      Candidates.OfVersions candidates) {
    boolean haveSessions = known.keySet().stream().anyMatch(Looks::mayBeAProcess);
    for (Running process : contained) {
      Thread thread = process.thread();
      if (haveSessions && known.containsKey(thread)) {
        known.merge(thread, process, Looks::living);
      } else {
        candidates.add(process, thread);
      }
    }
    known.forEach((thread, process) -> candidates.add(process, thread));
  }

  /** Returns which of two processes of one thread counts. */
  private static Running living(Running one, Running other) {
    return one.isAlive() ? one : other;
  }

  /** Returns whether the thread of a session, say, may be that of a process as well. */
  private static boolean mayBeAProcess(Thread thread) {
    return thread.isVirtual() && thread.isAlive();
  }

  /**
   * Returns what the JDK need not list. Called after the looks at processes: a thread that one of
   * them has started in a scope before is found by its owner, which cannot have closed that.
   */
  private static ThreadContainer.Skipped skipped(List<Running> contained, Observation processes) {
    boolean haveScopes =
        Stream.concat(contained.stream(), begun(processes).stream())
            .anyMatch(process -> ThreadContainer.hasScopes(process.thread()));
    return new ThreadContainer.Skipped(processes.container(), haveScopes);
  }

  private static Set<Running> begun(Observation processes) {
    Set<Running> begun = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Running process : processes.begun()) {
      if (processes.isContained(process)) {
        begun.add(process);
      }
    }
    return begun;
  }

  /** Looks at processes that have begun, again if they have been found already. */
  private static void addBegun(Set<Running> begun, List<Wanted> all, List<List<Found>> found) {
    if (begun.isEmpty()) {
      return;
    }
    var candidates = new Candidates.OfVersions(all);
    begun.forEach(process -> candidates.add(process, process.thread()));
    List<List<Found>> more = candidates.look();
    for (int i = 0; i < all.size(); i++) {
      List<Found> one = found.get(i);
      one.removeIf(before -> begun.contains(before.process()));
      one.addAll(more.get(i));
      one.sort(Candidates.IN_ORDER);
    }
  }

  /**
   * Finds what is still in versions of what was in them, and what has entered since. Nothing else
   * can be there: a version is closed to threads that are not inside, if it has a safepoint at each
   * entry, and the watch is complete only then.
   *
   * @param all of the versions of one look
   * @param before what was seen in each
   * @param processes observed since before that look
   */
  static List<Seen> again(List<Wanted> all, List<Seen> before, Observation processes) {
    if (all.stream().anyMatch(wanted -> wanted.completeWatch() == null)) {
      return look(all, processes);
    }
    IdentityHashMap<Thread, Running> known = before.getFirst().known();
    List<Again> versions =
        IntStream.range(0, all.size())
            .mapToObj(i -> new Again(all.get(i), before.get(i).found()))
            .toList();
    var any = new Candidates.AnyOf(versions.stream().map(version -> version.candidates).toList());
    Collection<? extends Running> running = processes.running();
    Set<Running> begun = begun(processes);
    for (Running process : running) {
      if (any.concerns(process)) {
        var one = new Candidate(process, process.thread());
        boolean mayBeNew =
            !processes.isContained(process) || (!begun.isEmpty() && begun.contains(process));
        boolean isNew = mayBeNew && known.putIfAbsent(one.thread(), process) == null;
        for (Again version : versions) {
          version.add(one, isNew);
        }
      }
    }
    return versions.stream().map(version -> new Seen(known, version.look())).toList();
  }

  /** The same for one version. */
  static Seen again(Wanted wanted, Seen before, Observation processes) {
    return again(List.of(wanted), List.of(before), processes).getFirst();
  }

  /** A further look at one version. Used by one thread. */
  private static final class Again {
    private final Wanted wanted;
    private final Candidates candidates;

    /** Threads that were in it and are not known as those of processes that may be in it. */
    private final Set<Thread> left = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Set<Thread> known = Collections.newSetFromMap(new IdentityHashMap<>());

    Again(Wanted wanted, List<Found> before) {
      this.wanted = wanted;
      candidates = new Candidates(wanted);
      for (Found one : before) {
        if (one.thread().isAlive()) {
          left.add(one.thread());
        }
      }
    }

    void add(Candidate one, boolean isNew) {
      boolean wasIn = left.contains(one.thread());
      candidates.add(one, wasIn || isNew);
      if (wasIn) {
        known.add(one.thread());
      }
    }

    List<Found> look() {
      left.removeAll(known);
      List<Found> found = candidates.look();
      left.stream()
          .filter(Thread::isAlive)
          .flatMap(thread -> StackLook.look(Stack.of(thread), wanted).stream())
          .forEach(found::add);
      return StackLook.settled(found, wanted);
    }
  }
}
