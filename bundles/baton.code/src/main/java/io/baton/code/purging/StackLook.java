package io.baton.code.purging;

import io.baton.api.code.Lingering;
import io.baton.api.spi.ProcessTable;
import io.baton.api.spi.ProcessTable.Running;
import io.baton.api.spi.Safepoints;
import io.baton.api.spi.VersionMarks;
import io.baton.code.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
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

  /** To read, make, compare or print something takes less, also on a busy machine. */
  private static final long MOMENT_NANOS = Duration.ofMillis(500).toNanos();

  private static final long PAUSE_NANOS = Duration.ofNanos(50_000).toNanos();

  private static final String IN_ITS_TURN = "its turn";
  private static final String UNSEEN = "a hidden class of the version";
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
   * @param safepoints know who runs code that stack traces do not show
   */
  record Wanted(
      Version version, Instant since, ProcessTable.@Nullable Watch watch, Safepoints safepoints) {
    /** Whether the thread is in a hidden class of the version. */
    boolean isUnseen(Stack stack) {
      return safepoints.isUnseen(version.id().number(), stack.thread(), stack.isAtAGate());
    }

    boolean isIn(StackTraceElement frame) {
      return VersionMarks.numberIn(frame).equals(OptionalLong.of(version.id().number()));
    }

    /** Whether nothing on a stack is of the version but what uses its data. */
    boolean isPassing(Stack stack) {
      return stack
          .innermost(frame -> isIn(frame) && !DataFrames.isData(frame, version.loader()))
          .isEmpty();
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
   * @param isPassing whether it only uses data of the version, and so is gone in a moment
   */
  record Found(Thread thread, @Nullable Running process, Lingering lingering, boolean isPassing) {}

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
    return new Seen(threads, settled(found, wanted));
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
    return new Seen(before.threads(), settled(found, wanted));
  }

  /**
   * Looks again at who only uses data of the version: who carries its state out of it must not be
   * taken for one who stays. Who is still there when the moment is over stays.
   */
  private static List<Found> settled(List<Found> found, Wanted wanted) {
    List<Found> now = found;
    long start = System.nanoTime();
    while (now.stream().anyMatch(Found::isPassing) && System.nanoTime() - start < MOMENT_NANOS) {
      LockSupport.parkNanos(PAUSE_NANOS);
      now =
          now.stream()
              .flatMap(one -> one.isPassing() ? again(one, wanted).stream() : Stream.of(one))
              .toList();
    }
    return now;
  }

  private static Optional<Found> again(Found one, Wanted wanted) {
    return one.process() == null
        ? look(Stack.of(one.thread()), wanted)
        : look(one.process(), wanted);
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
      List<Found> all = new ArrayList<>();
      all.addAll(
          possible.parallelStream().flatMap(one -> StackLook.look(one, wanted).stream()).toList());
      all.addAll(
          Arrays.stream(sorted, detailed, sorted.length)
              .parallel()
              .map(one -> inItsTurn(one, wanted))
              .toList());
      all.sort(Comparator.comparing(Found::process, BY_PID));
      return all;
    }
  }

  private static Found inItsTurn(Running process, Wanted wanted) {
    Lingering lingering =
        lingering(process, wanted, IN_ITS_TURN, process.waitsFor().orElse("running"));
    return new Found(process.thread(), process, lingering, false);
  }

  /**
   * First the stack, then the turn: see {@link Running#turn()}. What was seen is remembered if the
   * process has waited all the time.
   */
  private static Optional<Found> look(Running process, Wanted wanted) {
    long waiting = process.waiting();
    Stack stack = Stack.of(process.thread());
    boolean isUnseen = wanted.isUnseen(stack);
    if (waiting != 0 && waiting == process.waiting() && !isUnseen) {
      process.seen(waiting, stack.versions());
    }
    Optional<StackTraceElement> frame = stack.innermost(wanted::isIn);
    boolean isItsTurn = wanted.isTurnOf(process);
    if (frame.isEmpty() && !isItsTurn && !isUnseen) {
      return Optional.empty();
    }
    String where =
        frame.map(StackTraceElement::toString).orElse(isUnseen ? UNSEEN : "its next turn");
    Lingering lingering =
        lingering(process, wanted, where, process.waitsFor().orElseGet(stack::doing));
    boolean isPassing = !isItsTurn && !isUnseen && wanted.isPassing(stack);
    return Optional.of(new Found(process.thread(), process, lingering, isPassing));
  }

  private static Lingering lingering(
      Running process, Wanted wanted, String where, String waitsFor) {
    return new Lingering(
        wanted.version().id(),
        Optional.of(process.pid()),
        process.name().orElse(""),
        wanted.since(),
        where,
        waitsFor,
        why(process, wanted));
  }

  private static Optional<String> why(Running process, Wanted wanted) {
    return process.turn().flatMap(turn -> turn.whyIn(wanted.version().loader()));
  }

  private static Optional<Found> look(Stack stack, Wanted wanted) {
    boolean isUnseen = wanted.isUnseen(stack);
    return stack
        .innermost(wanted::isIn)
        .map(StackTraceElement::toString)
        .or(() -> isUnseen ? Optional.of(UNSEEN) : Optional.empty())
        .map(where ->
            new Lingering(
                wanted.version().id(),
                Optional.empty(),
                stack.thread().getName(),
                wanted.since(),
                where,
                stack.doing(),
                Optional.empty()))
        .map(lingering ->
            new Found(stack.thread(), null, lingering, !isUnseen && wanted.isPassing(stack)));
  }
}
