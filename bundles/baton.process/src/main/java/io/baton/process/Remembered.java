package io.baton.process;

import io.baton.api.process.ProcessRuntime;
import io.baton.spi.Handover;
import io.baton.spi.LastHandover;
import io.baton.spi.Pause;
import io.baton.spi.Safepoints;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Processes that survive a restart of their bundle. They go on meanwhile, since the code that they
 * run has not changed.
 */
final class Remembered {
  /**
   * The processes of the current pause; null while the component is active. Guarded by the class,
   * as the pause is.
   */
  private static @Nullable Remembered last;

  final ProcessSystem runtime;
  private final LastHandover handover = new LastHandover();
  private @Nullable Pause pause;

  private Remembered(Handover first, Safepoints safepoints) {
    handover.is(first);
    runtime = new ProcessSystem(handover, safepoints);
  }

  /** Returns the processes of before a pause, or a new system; serves them from now on. */
  static synchronized Remembered begin(Handover handover, Safepoints safepoints) {
    Remembered paused = last;
    last = null;
    if (paused != null && paused.pause != null && paused.pause.over()) {
      paused.pause = null;
      paused.handover.is(handover);
      return paused;
    }
    var first = new Remembered(handover, safepoints);
    ProcessRuntime.HOLDER.start(first.runtime);
    return first;
  }

  /** Lets the processes go on without the component; they end with the pause. */
  Pause pause(Duration patience) {
    synchronized (Remembered.class) {
      Pause begun = Pause.begin(patience, this::end);
      last = this;
      pause = begun;
      return begun;
    }
  }

  /** Ends all processes, with reason {@code shutdown}. */
  void end() {
    ProcessRuntime.HOLDER.stop(runtime);
    runtime.stop();
  }
}
