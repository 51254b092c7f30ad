package io.baton.process.exit;

import io.baton.process.state.LocalProcess;
import io.baton.spi.Debugger;
import io.baton.spi.JdkThreads;
import io.baton.spi.Log;
import io.baton.spi.RunningTime;
import io.baton.spi.Safepoints;
import io.baton.spi.VersionMarks;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Postponed ends of processes that run a static initialiser. An exception in an initialiser,
 * including that of an interrupted wait, makes the class unusable for every process. So such a
 * process lives on until the initialiser has returned, and ends then. An initialiser that does not
 * return is reported, and goes on. See decision 0046.
 */
final class LateEnds {
  private static final Log LOG = Log.of("io.baton.process");

  private final Safepoints safepoints;
  private final Duration reported;

  /** Added by those that end processes, removed by the reaper. */
  private final Queue<Late> waiting = new ConcurrentLinkedQueue<>();

  private static final class Late {
    final LocalProcess process;
    final Runnable end;

    /** Touched by the reaper only, after this was made. */
    final RunningTime time = new RunningTime();

    /** Written by the reaper, read by threads that list alarms. */
    volatile boolean isReported;

    /** Guarded by the monitor. */
    private boolean isOver;

    Late(LocalProcess process, Runnable end) {
      this.process = process;
      this.end = end;
    }

    /** Ends the process; if another thread does so already, waits until that is done. */
    synchronized void end() {
      if (!isOver) {
        isOver = true; // before the end, which looks up postponed ends itself
        try {
          end.run();
        } catch (Throwable e) {
          isOver = false;
          throw e;
        }
      }
    }
  }

  /**
   * Creates an empty collection.
   *
   * @param safepoints to find out which threads run static initialisers
   * @param reported time after which an initialiser that has not returned is reported
   */
  LateEnds(Safepoints safepoints, Duration reported) {
    this.safepoints = safepoints;
    this.reported = reported;
  }

  /** Returns whether a thread runs a static initialiser, which must not be ended. */
  boolean isInitialising(Thread thread) {
    return safepoints.isInitialising(thread);
  }

  void add(LocalProcess process, Runnable end) {
    waiting.add(new Late(process, end));
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Ends a process whose end was postponed; called when it ends for another reason. */
  void endNow(LocalProcess process) {
    if (waiting.isEmpty()) {
      return;
    }
    for (Late late : List.copyOf(waiting)) {
      if (late.process == process) {
        late.end();
      }
    }
  }

  /** Ends the processes whose initialisers have returned; called by the reaper. */
  void round() {
    for (Late late : List.copyOf(waiting)) {
      Thread thread = late.process.thread();
      if (late.process.isAlive() && isInitialising(thread)) {
        reportOnce(late);
      } else {
        late.end();
        waiting.remove(late);
      }
    }
  }

  private void reportOnce(Late late) {
    boolean isOver = late.time.nanos() >= reported.toNanos();
    if (isOver && !late.isReported && !Debugger.holds(late.process.thread())) {
      late.isReported = true;
      LOG.log(System.Logger.Level.WARNING, text(late.process));
    }
  }

  private static String text(LocalProcess process) {
    return "process %s is to end, but runs a static initialiser that has not returned: %s; to end it"
            .formatted(process.label(), place(process.thread()))
        + " there would break the class, so it ends when that has returned, or when the"
        + " version of that class is purged";
  }

  /** Returns what was reported and is still true; called by any thread. */
  List<String> alarms() {
    return waiting.stream()
        .filter(late -> late.isReported)
        .map(late -> text(late.process))
        .toList();
  }

  /** Returns the innermost initialiser, and where the thread is in it. */
  private static String place(Thread thread) {
    return Arrays.stream(JdkThreads.stackTrace(thread))
        .filter(frame -> frame.getMethodName().equals("<clinit>"))
        .findFirst()
        .map(VersionMarks::text)
        .orElse("it returns just now");
  }
}
