package io.baton.code.purging;

import io.baton.api.code.Lingering;
import io.baton.code.version.LoadedVersion;
import io.baton.spi.JdkThreads;
import io.baton.spi.ProcessTable;
import io.baton.spi.ProcessTable.Running;
import io.baton.spi.RunningTime;
import io.baton.spi.Safepoints;
import io.baton.spi.VersionMarks;
import java.time.Duration;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the processes and threads that have a stack frame in a version, or are about to get one.
 * Each is inspected where it is, without being stopped or woken. A process that is known not to be
 * there is not inspected: that takes microseconds for each stack.
 */
final class StackLook {
  /** To read, make, compare or print something takes less, also on a busy machine. */
  private static final long MOMENT_NANOS = Duration.ofMillis(500).toNanos();

  private static final long PAUSE_NANOS = Duration.ofNanos(50_000).toNanos();

  private static final String IN_ITS_TURN = "its turn";
  private static final String UNSEEN = "a hidden class of the version";

  private StackLook() {}

  /**
   * Target of a look.
   *
   * @param version whose frames
   * @param since when it became old
   * @param watch of the version; null if there is none
   * @param safepoints know the threads that run code which stack traces do not show
   * @param gate that is closed meanwhile; null if the look changes nothing
   */
  record Wanted(
      LoadedVersion version,
      Instant since,
      ProcessTable.@Nullable Watch watch,
      Safepoints safepoints,
      @Nullable PurgeGate gate) {
    /** Returns whether the thread is in a hidden class of the version. */
    boolean isUnseen(Stack stack) {
      return safepoints.isUnseen(version.id().number(), stack.thread(), stack.isAtAGate());
    }

    boolean isIn(StackTraceElement frame) {
      return VersionMarks.numberIn(frame).equals(OptionalLong.of(version.id().number()));
    }

    /** Returns whether nothing on a stack is of the version but what uses its data. */
    boolean isPassing(Stack stack) {
      return stack
          .innermost(frame -> isIn(frame) && !DataFrames.isData(frame, version.loader()))
          .isEmpty();
    }

    /**
     * Returns whether a thread may be on its way to the gate, and has not shown that it is inside.
     */
    boolean isArriving(Stack stack) {
      return gate != null && stack.mayHaveJustEntered(this::isIn) && !gate.isInside(stack.thread());
    }

    /** Returns the watch, if it knows every process that has entered. */
    ProcessTable.@Nullable Watch completeWatch() {
      return watch != null && watch.isComplete() ? watch : null;
    }

    /** Returns whether the process runs a turn of the version, or is about to. */
    boolean isTurnOf(Running process) {
      return process.turn().filter(turn -> turn.isIn(version.loader())).isPresent()
          && process.thread().isAlive();
    }
  }

  /** Kind of presence of a process or a thread in a version. */
  enum Presence {
    /** It has a frame in it, or goes on in it. */
    STAYS,
    /** It only uses data of the version, or is just arriving: in a moment that has changed. */
    PASSES,
    /** Nothing but its next turn is of the version. It has not entered, and meets the gate. */
    BEGINS,
    /** It has ended; only its thread has not left the version yet. */
    UNWINDS
  }

  /**
   * Someone found in a version.
   *
   * @param process null for a thread that has not used processes
   */
  record Found(Thread thread, @Nullable Running process, Lingering lingering, Presence presence) {
    /** Returns whether it counts: a process that has ended does not. */
    boolean isAlive() {
      return presence != Presence.UNWINDS;
    }
  }

  /**
   * Result of a look.
   *
   * @param known threads of processes outside of the container, and of those that have begun
   * @param found processes first, in the order of their pids
   */
  record Seen(IdentityHashMap<Thread, Running> known, List<Found> found) {
    /** Those that count, for people. */
    List<Lingering> lingering() {
      return found.stream().filter(Found::isAlive).map(Found::lingering).toList();
    }
  }

  /**
   * Rechecks processes that only use data of the version, or have just entered it: one that is
   * carrying its state out must not count as lingering, nor one that is on its way to the gate.
   * What is still there when the moment is over counts.
   */
  static List<Found> settled(List<Found> found, Wanted wanted) {
    List<Found> now = found;
    var time = new RunningTime();
    while (now.stream().anyMatch(StackLook::isPassing) && time.nanos() < MOMENT_NANOS) {
      LockSupport.parkNanos(PAUSE_NANOS);
      now =
          now.stream()
              .flatMap(one -> isPassing(one) ? again(one, wanted).stream() : Stream.of(one))
              .toList();
    }
    return now;
  }

  private static boolean isPassing(Found one) {
    return one.presence() == Presence.PASSES;
  }

  private static Optional<Found> again(Found one, Wanted wanted) {
    Running process = one.process();
    return process == null
        ? look(Stack.of(one.thread()), wanted)
        : look(new Candidate(process, one.thread()), wanted);
  }

  /** Tells of a process without a look at its stack. */
  static Found inItsTurn(Candidate one, Wanted wanted) {
    Running process = one.process();
    Lingering lingering =
        lingering(process, wanted, IN_ITS_TURN, process.waitsFor().orElse("running"));
    Presence presence = process.isAlive() ? Presence.STAYS : Presence.UNWINDS;
    return new Found(one.thread(), process, lingering, presence);
  }

  /**
   * First the stack, then the turn: see {@link Running#turn()}. What was seen is remembered if the
   * process has waited all the time. Whether it is alive is asked last: what has ended before the
   * look does not count.
   */
  static Optional<Found> look(Candidate one, Wanted wanted) {
    Running process = one.process();
    long waiting = process.waiting();
    Stack stack = Stack.of(one.thread());
    boolean isUnseen = wanted.isUnseen(stack);
    if (waiting != 0 && waiting == process.waiting() && !isUnseen) {
      process.seen(waiting, stack.versions());
    }
    Optional<StackTraceElement> frame = stack.innermost(wanted::isIn);
    boolean isItsTurn = wanted.isTurnOf(process);
    if (frame.isEmpty() && !isItsTurn && !isUnseen) {
      return Optional.empty();
    }
    boolean hasNotEntered = frame.isEmpty() && !isUnseen && process.isFirstTurn();
    String where = frame.map(VersionMarks::text).orElse(isUnseen ? UNSEEN : "its next turn");
    Lingering lingering =
        lingering(process, wanted, where, process.waitsFor().orElseGet(stack::doing));
    Presence presence =
        hasNotEntered ? Presence.BEGINS : presence(stack, wanted, isItsTurn, isUnseen);
    return Optional.of(
        new Found(
            one.thread(), process, lingering, process.isAlive() ? presence : Presence.UNWINDS));
  }

  private static Presence presence(
      Stack stack, Wanted wanted, boolean isItsTurn, boolean isUnseen) {
    boolean usesData = !isItsTurn && wanted.isPassing(stack);
    return !isUnseen && (usesData || wanted.isArriving(stack)) ? Presence.PASSES : Presence.STAYS;
  }

  private static Lingering lingering(
      Running process, Wanted wanted, String where, String waitsFor) {
    return new Lingering(
        wanted.version().id(),
        Optional.of(process.pid()),
        process.title(),
        wanted.since(),
        where,
        waitsFor,
        why(process, wanted));
  }

  private static Optional<String> why(Running process, Wanted wanted) {
    return process.turn().flatMap(turn -> turn.whyIn(wanted.version().loader()));
  }

  /** Looks at one thread that is not a process. */
  static Optional<Found> look(Thread thread, Wanted wanted) {
    return look(Stack.of(thread), wanted);
  }

  static Optional<Found> look(Stack stack, Wanted wanted) {
    boolean isUnseen = wanted.isUnseen(stack);
    return stack
        .innermost(wanted::isIn)
        .map(VersionMarks::text)
        .or(() -> isUnseen ? Optional.of(UNSEEN) : Optional.empty())
        .map(where ->
            new Lingering(
                wanted.version().id(),
                Optional.empty(),
                JdkThreads.name(stack.thread()),
                wanted.since(),
                where,
                stack.doing(),
                Optional.empty()))
        .map(lingering ->
            new Found(stack.thread(), null, lingering, presence(stack, wanted, false, isUnseen)));
  }
}
