package io.baton.process.exit;

import io.baton.api.spi.JdkThreads;
import io.baton.api.spi.Log;
import io.baton.api.spi.Rounds;
import io.baton.api.spi.Runtimes;
import io.baton.api.spi.Safepoints;
import io.baton.api.spi.VersionMarks;
import io.baton.process.state.LocalProcess;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings home the threads of processes that somebody else has ended. Most come by themselves, since
 * they were woken. Who spins meets a safepoint, in whatever version it spins; who waits again is
 * woken again. What neither reaches stays fenced: it is dead to everyone, and everything that it
 * tries through Baton throws.
 *
 * <p>It is a platform thread: processes that spin may occupy every carrier of virtual threads.
 */
public final class Reaper {
  private static final Log LOG = Log.of("io.baton.process");

  private static final long SHORTEST_MILLIS = 1;
  private static final long LONGEST_MILLIS = 64;
  private static final int AT_A_TIME = 256;
  private static final int FEW = 4;
  private static final long PATIENCE_FOR_EACH_NANOS = 10_000;
  private static final Duration LAST_CALL = Duration.ofSeconds(1);

  /** No initialiser takes that long, unless it waits for something that does not come. */
  private static final Duration INITIALISER_IS_LATE = Duration.ofSeconds(5);

  /** Written by whoever ends a process, read by the reaper. */
  private final BlockingQueue<LocalProcess> ended = new LinkedBlockingQueue<>();

  /** Who has left the queue of the ended, and is in no list yet. Touched by the reaper only. */
  private @Nullable LocalProcess taken;

  /** Who may still come by itself, in the order of the ends. Touched by the reaper only. */
  private final Queue<Straggler> expected = new ArrayDeque<>();

  /** Who was pushed. Touched by the reaper only. */
  private final List<Straggler> pushed = new ArrayList<>();

  /** Written by who stops the reaper, before {@code stopping}; read by the reaper. */
  private volatile long stopsAt;

  /** Written by who stops the reaper, read by it. */
  private volatile boolean stopping;

  /** Loaded now: it may be needed for the first time when the bundle stops, and loads no more. */
  @SuppressWarnings("UnusedVariable") // to be made is its use
  private static final List<Class<?>> NEEDED =
      List.of(Straggler.class, EndOfProcess.Place.class, VersionMarks.class);

  /** Written before the thread starts. */
  private @Nullable Exits exits;

  private final EndOfProcess end;
  private final LateEnds late;
  private final Consumer<LocalProcess> leftModules;
  private final Thread thread;

  /** Someone who has not come home yet. */
  private static final class Straggler {
    final LocalProcess process;
    final Set<Long> versions = new HashSet<>(2);
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
   * A reaper that rests.
   *
   * @param safepoints how it reaches who spins
   * @param leftModules told of a borrowed thread that has left all modules
   */
  public Reaper(Safepoints safepoints, Consumer<LocalProcess> leftModules) {
    this.leftModules = leftModules;
    late = new LateEnds(safepoints, INITIALISER_IS_LATE);
    end = new EndOfProcess(safepoints, leftModules);
    thread = Thread.ofPlatform().daemon().name("baton-reaper").unstarted(this::run);
  }

  /**
   * Begins to work.
   *
   * @param news ends that could not be told
   */
  public void start(Exits news) {
    exits = news;
    thread.start();
  }

  /** Who is to end, and cannot; asked by any thread. */
  public List<String> alarms() {
    return late.alarms();
  }

  /** There is something to do. */
  void wake() {
    thread.interrupt();
  }

  /** Ends when everyone is home, or in a second; does not wait for that. */
  public void stop() {
    stopsAt = System.nanoTime() + LAST_CALL.toNanos();
    stopping = true;
    thread.interrupt();
  }

  /** Takes care of a process that has ended, but whose thread may not know. */
  void ended(LocalProcess process) {
    ended.add(process);
  }

  /**
   * Ends a process later if it runs a static initialiser now.
   *
   * @param end ends it, on the reaper's thread
   * @return whether that is so
   */
  boolean isLate(LocalProcess process, Runnable end) {
    boolean isLate = late.isInitialising(process.thread());
    if (isLate) {
      late.add(process, end);
      wake();
    }
    return isLate;
  }

  /** A process that was to end later ends now, for the reason that it was to end for. */
  void endIfLate(LocalProcess process) {
    late.endNow(process);
  }

  /** Whether callers are checked because of stragglers; touched by the reaper only. */
  private boolean callersAreChecked;

  /** A straggler that only calls functions of the API, in a loop without safepoints, ends there. */
  private void checkCallers(boolean wanted) {
    if (wanted != callersAreChecked) {
      callersAreChecked = wanted;
      if (wanted) {
        Runtimes.checkCallers();
      } else {
        Runtimes.checkCallersNoMore();
      }
    }
  }

  private void run() {
    Runnable round = this::round; // made while there is memory
    while (!stopping || (hasWork() && System.nanoTime() - stopsAt < 0)) {
      Rounds.survive(LOG, round);
    }
    checkCallers(false);
    pushed.forEach(this::release);
  }

  /** Whom it has taken, it keeps until it is in the next list, also if that fails at first. */
  private void round() {
    if (exits != null) {
      exits.deliverPending();
    }
    late.round();
    for (taken = taken == null ? next() : taken; taken != null; taken = ended.poll()) {
      expected.add(new Straggler(taken, System.nanoTime() + patience()));
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

  /** Of many, most come home while others are being pushed, and a push takes longer than that. */
  private long patience() {
    return SHORTEST_MILLIS * 1_000_000 + PATIENCE_FOR_EACH_NANOS * expected.size();
  }

  private @Nullable LocalProcess next() {
    try {
      return hasWork() || stopping
          ? ended.poll(SHORTEST_MILLIS, TimeUnit.MILLISECONDS)
          : ended.take();
    } catch (InterruptedException _) {
      return ended.poll();
    }
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
    straggler.versions.clear(); // a round that has failed later does this again
  }

  /** Of very many, most only wait for a carrier, and a push takes longer than their end. */
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

  /** Once for each version, unless that fails. */
  private void arm(Straggler straggler, Long version) {
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
    for (StackTraceElement frame : JdkThreads.stackTrace(victim)) {
      VersionMarks.numberIn(frame).ifPresent(versions::add);
    }
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
