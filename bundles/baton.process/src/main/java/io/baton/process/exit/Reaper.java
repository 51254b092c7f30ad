package io.baton.process.exit;

import io.baton.api.process.RuntimeHolder;
import io.baton.process.state.LocalProcess;
import io.baton.spi.JdkThreads;
import io.baton.spi.Log;
import io.baton.spi.Safepoints;
import io.baton.spi.ServiceThread;
import io.baton.spi.VersionMarks;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Unwinds the threads of processes that were terminated by other threads. Most unwind by
 * themselves, since they were woken. A thread that spins reaches a safepoint, in whatever version
 * it spins; a thread that waits again is interrupted again. A thread that neither reaches stays
 * fenced: its process is dead to all others, and every operation that it tries through Baton
 * throws. See decisions 0005 and 0040.
 *
 * <p>It is a platform thread: processes that spin may occupy every carrier of virtual threads.
 */
public final class Reaper {
  private static final Log LOG = Log.of("io.baton.process");

  /** Initial delay between two pushes of a thread: most threads unwind within it. */
  private static final long SHORTEST_MILLIS = 1;

  /** Maximum delay between two pushes; the delay doubles up to this. */
  private static final long LONGEST_MILLIS = 64;

  /** Maximum number of threads pushed in one round, so that a round stays short. */
  private static final int AT_A_TIME = 256;

  /** Maximum number of threads pushed in one round while very many are expected. */
  private static final int FEW = 4;

  /**
   * Further delay of the first push for each thread that is expected already: about what an unwind
   * takes.
   */
  private static final long PATIENCE_FOR_EACH_NANOS = 10_000;

  /** Maximum time that the reaper goes on after it was stopped. */
  private static final Duration LAST_CALL = Duration.ofSeconds(1);

  /** Longer than any initialiser takes that does not wait for ever. */
  private static final Duration INITIALISER_IS_LATE = Duration.ofSeconds(5);

  /** Written by threads that end processes, read by the reaper. */
  private final BlockingQueue<LocalProcess> ended = new LinkedBlockingQueue<>();

  /** Taken out of {@code ended}, and in no other queue yet. Touched by the reaper only. */
  private @Nullable LocalProcess taken;

  /**
   * Threads that may still unwind by themselves, in the order of the ends. Touched by the reaper
   * only.
   */
  private final Queue<Straggler> expected = new ArrayDeque<>();

  /** Threads that were interrupted or whose versions were armed. Touched by the reaper only. */
  private final List<Straggler> pushed = new ArrayList<>();

  /**
   * By {@link System#nanoTime}; written by the thread that stops the reaper, before it does; read
   * by the reaper after that.
   */
  private volatile long stopsAt;

  /**
   * Classes loaded eagerly: they may be needed for the first time while the bundle stops, when it
   * loads no more.
   */
  @SuppressWarnings("UnusedVariable") // loading the classes is its use
  private static final List<Class<?>> NEEDED =
      List.of(Straggler.class, EndOfProcess.Place.class, VersionMarks.class);

  /** Written before the thread starts. */
  private @Nullable Exits exits;

  private final EndOfProcess end;
  private final LateEnds late;
  private final Consumer<LocalProcess> leftModules;
  private final ServiceThread thread;

  /** A process whose thread has not unwound yet. */
  private static final class Straggler {
    final LocalProcess process;

    /** Empty as long as none is armed, as of nearly all. */
    Set<Long> versions = Set.of();

    Thread victim;
    long pauseMillis = SHORTEST_MILLIS;
    long due;

    Straggler(LocalProcess process, long due) {
      this.process = process;
      this.due = due;
      victim = process.thread();
    }
  }

  /**
   * Creates a reaper that does not run yet.
   *
   * @param safepoints to reach threads that spin
   * @param leftModules receives a process whose borrowed thread has left all modules
   */
  public Reaper(Safepoints safepoints, Consumer<LocalProcess> leftModules) {
    this.leftModules = leftModules;
    late = new LateEnds(safepoints, INITIALISER_IS_LATE);
    end = new EndOfProcess(safepoints, leftModules);
    thread =
        new ServiceThread("baton-reaper", LOG, this::round, this::hasLastWork, this::releaseAll);
  }

  /**
   * Starts the reaper's thread.
   *
   * @param undelivered source of ends whose signals are not delivered yet
   */
  public void start(Exits undelivered) {
    exits = undelivered;
    thread.start();
  }

  /** Returns the processes that are to end and cannot; called by any thread. */
  public List<String> alarms() {
    return late.alarms();
  }

  /** Wakes the reaper, since there is something to do. */
  void wake() {
    thread.wake();
  }

  /**
   * Stops the reaper when all threads have unwound, or after one second; does not wait for that.
   */
  public void stop() {
    stopsAt = System.nanoTime() + LAST_CALL.toNanos();
    thread.stop();
  }

  /** Hands over a process that has ended, but whose thread may not have noticed. */
  void ended(LocalProcess process) {
    ended.add(process);
  }

  /**
   * Postpones an end if the process runs a static initialiser now.
   *
   * @param end ends the process, on the reaper's thread
   * @return whether the end is postponed
   */
  boolean isLate(LocalProcess process, Runnable end) {
    boolean isLate = late.isInitialising(process.thread());
    if (isLate) {
      late.add(process, end);
      wake();
    }
    return isLate;
  }

  /** Ends a process now whose end was postponed, with the reason of that end. */
  void endIfLate(LocalProcess process) {
    late.endNow(process);
  }

  /**
   * True while callers of the API are checked because of stragglers; touched by the reaper only.
   */
  private boolean callersAreChecked;

  /**
   * Makes functions of the API check their callers: a straggler that only calls these, in a loop
   * without safepoints, ends there.
   */
  private void checkCallers(boolean wanted) {
    if (wanted != callersAreChecked) {
      callersAreChecked = wanted;
      if (wanted) {
        RuntimeHolder.checkCallers();
      } else {
        RuntimeHolder.checkCallersNoMore();
      }
    }
  }

  private boolean hasLastWork() {
    return hasWork() && System.nanoTime() - stopsAt < 0;
  }

  private void releaseAll() {
    checkCallers(false);
    pushed.forEach(this::release);
  }

  /**
   * Does one round. A process that was taken stays in {@code taken} until it is in the next queue,
   * also if that fails at first.
   */
  private void round() {
    if (exits != null) {
      exits.deliverPending();
    }
    late.round();
    for (taken = taken == null ? next() : taken; taken != null; taken = ended.poll()) {
      if (taken.isBorrowed() || !taken.isUnwound()) {
        expected.add(new Straggler(taken, System.nanoTime() + patience()));
      }
    }
    pushed.removeIf(this::isBack);
    pushed.forEach(this::pushIfDue);
    pushExpected();
    checkCallers(!pushed.isEmpty());
  }

  private boolean hasWork() {
    return !expected.isEmpty()
        || !pushed.isEmpty()
        || !late.isEmpty()
        || (exits != null && exits.hasPending());
  }

  /**
   * Returns how long a thread may take to unwind by itself. Of many, most do so while others are
   * pushed, and a push takes longer than that.
   */
  private long patience() {
    return SHORTEST_MILLIS * 1_000_000 + PATIENCE_FOR_EACH_NANOS * expected.size();
  }

  private @Nullable LocalProcess next() {
    try {
      return hasWork() || thread.isStopping() ? pauseAndPoll() : ended.take();
    } catch (InterruptedException _) {
      return ended.poll();
    }
  }

  /**
   * Does not wait for the next end: a purge of very many would wake the reaper for each of them,
   * and nothing is done for an end before the pause is over.
   */
  private @Nullable LocalProcess pauseAndPoll() {
    if (ended.isEmpty()) {
      LockSupport.parkNanos(this, Duration.ofMillis(SHORTEST_MILLIS).toNanos());
      boolean _ = Thread.interrupted();
    }
    return ended.poll();
  }

  private boolean isBack(Straggler straggler) {
    boolean back = straggler.process.isUnwound();
    if (back) {
      release(straggler);
      if (straggler.process.isBorrowed()) {
        leftModules.accept(straggler.process);
      }
    }
    return back;
  }

  private void release(Straggler straggler) {
    end.release(straggler.process, straggler.victim, straggler.versions);
    straggler.versions = Set.of(); // a round that fails after this repeats it
  }

  /**
   * Pushes the threads that are due. Of very many, most only wait for a carrier, and a push takes
   * longer than their end; so only a few are pushed then.
   */
  private void pushExpected() {
    int most = expected.size() > AT_A_TIME ? FEW : AT_A_TIME;
    int pushes = 0;
    for (Straggler next = expected.peek(); next != null; next = expected.peek()) {
      if (!isBack(next)) {
        if (pushes == most || System.nanoTime() - next.due < 0) {
          return;
        }
        pushIfDue(next);
        pushed.add(next);
        pushes++;
      }
      expected.remove();
    }
  }

  private void pushIfDue(Straggler straggler) {
    long now = System.nanoTime();
    if (now - straggler.due >= 0) {
      push(straggler);
      straggler.pauseMillis = Math.min(LONGEST_MILLIS, 2 * straggler.pauseMillis);
      straggler.due = now + Duration.ofMillis(straggler.pauseMillis).toNanos();
    }
  }

  /** Arms a version for a straggler, once unless that fails. */
  private void arm(Straggler straggler, Long version) {
    if (straggler.versions.isEmpty()) {
      straggler.versions = new HashSet<>(2);
    }
    if (!straggler.versions.add(version)) {
      return;
    }
    boolean armed = false;
    try {
      end.arm(straggler.process, straggler.victim, version);
      armed = true;
    } finally {
      if (!armed) {
        straggler.versions.remove(version);
      }
    }
  }

  /** Arms every version that the thread is in, and wakes it if it waits. */
  private void push(Straggler straggler) {
    Thread victim = straggler.victim;
    Set<Long> versions = new HashSet<>(end.unseen(victim));
    versions.addAll(VersionMarks.numbersIn(Arrays.asList(JdkThreads.stackTrace(victim))));
    for (Long version : versions) {
      arm(straggler, version);
    }
    if (straggler.process.isBorrowed() && versions.isEmpty()) {
      leftModules.accept(straggler.process);
      return;
    }
    if (!late.isInitialising(victim)) {
      straggler.process.interrupt(victim);
    }
  }
}
