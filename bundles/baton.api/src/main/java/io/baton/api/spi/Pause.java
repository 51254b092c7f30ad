package io.baton.api.spi;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A bundle of Baton's is stopped, and may be started again: what it serves goes on meanwhile, but
 * not for ever. Thread-safe.
 */
public final class Pause {
  /** Enough for a restart by hand. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Runnable end;

  /** Whether the pause is over, one way or the other. Written once. */
  private final AtomicBoolean isOver = new AtomicBoolean();

  private final CountDownLatch over = new CountDownLatch(1);

  private Pause(Runnable end) {
    this.end = end;
  }

  /**
   * Begins a pause.
   *
   * @param patience how long it may take; if it takes longer, it ends
   * @param end run once if the pause ends, on any thread
   * @return the pause
   */
  public static Pause begin(Duration patience, Runnable end) {
    var pause = new Pause(end);
    Thread.ofPlatform().daemon().name("baton-pause").start(() -> pause.await(patience));
    return pause;
  }

  private void await(Duration patience) {
    try {
      boolean _ = over.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      // nobody interrupts this thread; if somebody does, the time is over
    }
    end();
  }

  /**
   * The bundle is active again.
   *
   * @return false if the pause had ended before
   */
  public boolean over() {
    boolean isFirst = isOver.compareAndSet(false, true);
    over.countDown();
    return isFirst;
  }

  /**
   * Whether it has ended, or the bundle is active again.
   *
   * @return true from then on
   */
  public boolean isOver() {
    return isOver.get();
  }

  /** The bundle will not be active again. Nothing happens if the pause is over. */
  public void end() {
    if (over()) {
      end.run();
    }
  }
}
