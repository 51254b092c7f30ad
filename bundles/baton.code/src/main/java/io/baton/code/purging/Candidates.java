package io.baton.code.purging;

import io.baton.code.purging.StackLook.Found;
import io.baton.code.purging.StackLook.Wanted;
import io.baton.spi.ProcessTable;
import io.baton.spi.ProcessTable.Running;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Processes that may be in one version: those whose stacks tell, and those whose turn tells
 * already. Used by one thread.
 */
final class Candidates {
  /** Maximum number of processes reported with their exact frame. */
  static final int DETAILED = 100;

  private static final Comparator<Running> BY_PID =
      Comparator.comparingLong(process -> process.pid().number());

  static final Comparator<Found> IN_ORDER = Comparator.comparing(Found::process, BY_PID);

  private final Wanted wanted;
  private final ProcessTable.@Nullable Watch watch;
  private final List<Candidate> certain = new ArrayList<>();
  private final List<Candidate> possible = new ArrayList<>();

  Candidates(Wanted wanted) {
    this.wanted = wanted;
    watch = wanted.completeWatch();
  }

  void add(Candidate one, boolean mayBeInside) {
    if (wanted.isTurnOf(one.process())) {
      (one.isCertain() ? certain : possible).add(one);
    } else if (mayBeInside && (watch == null || one.process().mayBeIn(watch))) {
      possible.add(one);
    }
  }

  /** Returns whether a process has been ruled out since it was added, by a look at its stack. */
  private boolean isRuledOut(Candidate one) {
    return watch != null && !one.process().mayBeIn(watch) && !wanted.isTurnOf(one.process());
  }

  /** Stacks are looked at side by side: most of the time of a look is spent there. */
  List<Found> look() {
    possible.removeIf(this::isRuledOut);
    Candidate[] sorted = certain.toArray(Candidate[]::new);
    Arrays.parallelSort(sorted, Comparator.comparing(Candidate::process, BY_PID));
    int detailed = Math.min(DETAILED, sorted.length);
    possible.addAll(Arrays.asList(sorted).subList(0, detailed));
    List<Found> all = new ArrayList<>();
    all.addAll(
        possible.parallelStream().flatMap(one -> StackLook.look(one, wanted).stream()).toList());
    all.addAll(
        Arrays.stream(sorted, detailed, sorted.length)
            .parallel()
            .map(one -> StackLook.inItsTurn(one, wanted))
            .toList());
    all.sort(IN_ORDER);
    return all;
  }

  /** Processes that may be in versions, of one look at all. */
  static final class OfVersions {
    private final List<Candidates> versions;
    private final AnyOf any;

    OfVersions(List<Wanted> all) {
      versions = all.stream().map(Candidates::new).toList();
      any = new AnyOf(versions);
    }

    void add(Running process, Thread thread) {
      if (any.concerns(process)) {
        var one = new Candidate(process, thread);
        for (Candidates version : versions) {
          version.add(one, true);
        }
      }
    }

    List<List<Found>> look() {
      return versions.stream().map(Candidates::look).toList();
    }
  }

  /** What rules a process out for all versions of one look, at the cost of asking about one. */
  static final class AnyOf {
    private final Set<ClassLoader> loaders = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<ProcessTable.Watch> watches = new ArrayList<>();
    private final boolean isAnyUnwatched;

    AnyOf(List<Candidates> all) {
      for (Candidates one : all) {
        loaders.add(one.wanted.version().loader());
        if (one.watch != null) {
          watches.add(one.watch);
        }
      }
      isAnyUnwatched = watches.size() < all.size();
    }

    boolean concerns(Running process) {
      return isAnyUnwatched
          || process.mayBeInAny(watches)
          || process.turn().filter(turn -> turn.isInAny(loaders)).isPresent();
    }
  }
}
