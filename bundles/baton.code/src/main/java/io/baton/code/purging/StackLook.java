package io.baton.code.purging;

import io.baton.api.code.Lingering;
import io.baton.api.code.ModuleVersion;
import io.baton.api.spi.ProcessTable;
import io.baton.api.spi.ProcessTable.Running;
import io.baton.code.Version;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who has a stack frame in a version, or is about to get one. Each process is looked at where it
 * is; nobody is stopped or woken. A process of which it is known that it cannot be there is not
 * looked at: a look at a stack takes microseconds.
 */
final class StackLook {
  /** Of so many it is said in detail where they are. */
  static final int DETAILED = 100;

  private static final String IN_ITS_TURN = "its turn";
  private static final Comparator<Running> BY_PID =
      Comparator.comparingLong(process -> process.pid().number());

  private final ProcessTable processes;

  StackLook(ProcessTable processes) {
    this.processes = processes;
  }

  /**
   * What is looked for.
   *
   * @param version whose frames
   * @param since when it became old
   * @param watch of the version; null if there is none
   */
  record Wanted(Version version, Instant since, ProcessTable.@Nullable Watch watch) {
    long number() {
      return version.id().number();
    }

    /** The watch, if it knows of everyone who has entered. */
    ProcessTable.@Nullable Watch completeWatch() {
      return watch != null && watch.isComplete() ? watch : null;
    }

    /** Whether the process runs a turn of the version, or is about to. */
    boolean isTurnOf(Running process) {
      return process.turn().filter(turn -> turn.isIn(version.loader())).isPresent()
          && process.thread().isAlive();
    }
  }

  /**
   * Someone found in a version.
   *
   * @param process null for a thread that has not used processes
   */
  record Found(Thread thread, @Nullable Running process, Lingering lingering) {}

  /**
   * What a look has seen.
   *
   * @param threads of all processes that were there
   * @param found processes first, in the order of their pids
   */
  record Seen(Set<Thread> threads, List<Found> found) {}

  /** Everyone in the version. */
  Seen look(Wanted wanted) {
    Collection<? extends Running> running = processes.running();
    Set<Thread> threads = new HashSet<>(2 * running.size());
    var all = new Candidates(wanted);
    for (Running process : running) {
      if (threads.add(process.thread())) {
        all.add(process, true);
      }
    }
    List<Found> found = all.look();
    ForeignThreads.stacks(threads)
        .forEach((thread, frames) -> look(Stack.of(thread, frames), wanted).ifPresent(found::add));
    return new Seen(threads, found);
  }

  /**
   * Who is in the version of those who were, and of those who have come since. Nobody else can be:
   * the version is closed for who is not inside, as far as it has a safepoint at each entry, and
   * the watch is complete only then.
   */
  Seen again(Wanted wanted, Seen before) {
    if (wanted.completeWatch() == null) {
      return look(wanted);
    }
    Set<Thread> left = new HashSet<>();
    before.found().forEach(one -> left.add(one.thread()));
    var all = new Candidates(wanted);
    for (Running process : processes.running()) {
      Thread thread = process.thread();
      boolean wasIn = left.remove(thread);
      boolean isNew = before.threads().add(thread);
      all.add(process, wasIn || isNew);
    }
    List<Found> found = all.look();
    before.found().stream()
        .map(Found::thread)
        .filter(thread -> left.contains(thread) && thread.isAlive())
        .flatMap(thread -> look(Stack.of(thread), wanted).stream())
        .forEach(found::add);
    return new Seen(before.threads(), found);
  }

  /** Those whose stacks tell, and those whose turn tells already. Used by one thread. */
  private static final class Candidates {
    private final Wanted wanted;
    private final ProcessTable.@Nullable Watch watch;
    private final List<Running> certain = new ArrayList<>();
    private final List<Running> possible = new ArrayList<>();

    Candidates(Wanted wanted) {
      this.wanted = wanted;
      watch = wanted.completeWatch();
    }

    void add(Running process, boolean mayBeInside) {
      if (wanted.isTurnOf(process)) {
        certain.add(process);
      } else if (mayBeInside && (watch == null || process.mayBeIn(watch))) {
        possible.add(process);
      }
    }

    /** Stacks are looked at side by side: most of the time of a look is spent there. */
    List<Found> look() {
      Running[] sorted = certain.toArray(Running[]::new);
      Arrays.parallelSort(sorted, BY_PID);
      int detailed = Math.min(DETAILED, sorted.length);
      possible.addAll(Arrays.asList(sorted).subList(0, detailed));
      List<Found> all =
          new ArrayList<>(found(possible.stream(), one -> StackLook.look(one, wanted)));
      all.addAll(
          found(
              Arrays.stream(sorted, detailed, sorted.length),
              one -> Optional.of(inItsTurn(one, wanted))));
      all.sort(Comparator.comparing(Found::process, BY_PID));
      return all;
    }

    private static List<Found> found(
        Stream<Running> running, Function<Running, Optional<Found>> look) {
      return running.parallel().map(look).flatMap(Optional::stream).toList();
    }
  }

  private static Found inItsTurn(Running process, Wanted wanted) {
    return found(process, wanted, IN_ITS_TURN, process.waitsFor().orElse("running"));
  }

  /** First the stack, then the turn: see {@link Running#turn()}. */
  private static Optional<Found> look(Running process, Wanted wanted) {
    long waiting = process.waiting();
    Stack stack = Stack.of(process.thread());
    remember(process, waiting, stack.versions());
    Optional<StackTraceElement> frame = stack.frameIn(wanted.number());
    if (frame.isEmpty() && !wanted.isTurnOf(process)) {
      return Optional.empty();
    }
    return Optional.of(
        found(
            process,
            wanted,
            frame.map(StackTraceElement::toString).orElse("its next turn"),
            process.waitsFor().orElseGet(stack::doing)));
  }

  /** If it has waited all the time while it was looked at. */
  private static void remember(Running process, long waiting, Set<Long> versions) {
    if (waiting != 0 && waiting == process.waiting()) {
      process.seen(waiting, versions);
    }
  }

  private static Found found(Running process, Wanted wanted, String where, String waitsFor) {
    ModuleVersion version = wanted.version().id();
    var lingering =
        new Lingering(
            version,
            Optional.of(process.pid()),
            process.name().orElse(""),
            wanted.since(),
            where,
            waitsFor,
            why(process, wanted));
    return new Found(process.thread(), process, lingering);
  }

  private static Optional<String> why(Running process, Wanted wanted) {
    return process.turn().flatMap(turn -> turn.whyIn(wanted.version().loader()));
  }

  private static Optional<Found> look(Stack stack, Wanted wanted) {
    return stack
        .frameIn(wanted.number())
        .map(frame ->
            new Lingering(
                wanted.version().id(),
                Optional.empty(),
                stack.thread().getName(),
                wanted.since(),
                frame.toString(),
                stack.doing(),
                Optional.empty()))
        .map(lingering -> new Found(stack.thread(), null, lingering));
  }
}
