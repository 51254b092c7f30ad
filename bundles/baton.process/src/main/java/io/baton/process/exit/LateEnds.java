package io.baton.process.exit;

import io.baton.api.spi.JdkThreads;
import io.baton.api.spi.Log;
import io.baton.api.spi.Safepoints;
import io.baton.process.state.LocalProcess;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Ends of processes that run a static initialiser. An exception in there, also that of a wait which
 * is interrupted, makes the class unusable for everybody. So such a process lives on until the
 * initialiser has returned, and ends then. One that does not return is reported, and goes on.
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
    final long since = System.nanoTime();

    /** Written by the reaper, read by who looks. */
    volatile boolean isReported;

    /** Guarded by the monitor. */
    private boolean isOver;

    Late(LocalProcess process, Runnable end) {
      this.process = process;
      this.end = end;
    }

    /** When this returns, the process has ended, whoever has called it first. */
    synchronized void end() {
      if (!isOver) {
        isOver = true; // first: the end asks for the late ones
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
   * None yet.
   *
   * @param safepoints know which threads run static initialisers
   * @param reported after how long an initialiser that has not returned is reported
   */
  LateEnds(Safepoints safepoints, Duration reported) {
    this.safepoints = safepoints;
    this.reported = reported;
  }

  /** Whether a thread runs a static initialiser that must not be ended. */
  boolean isInitialising(Thread thread) {
    return safepoints.isInitialising(thread);
  }

  void add(LocalProcess process, Runnable end) {
    waiting.add(new Late(process, end));
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Ends a process that was to end later; called when it ends anyway. */
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

  /** Ends those whose initialisers have returned; called by the reaper. */
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
    if (!late.isReported && System.nanoTime() - late.since >= reported.toNanos()) {
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

  /** What was reported and still is so; asked by any thread. */
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
        .map(StackTraceElement::toString)
        .orElse("it returns just now");
  }
}
