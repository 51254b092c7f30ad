package io.baton.spi;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Pause of a bundle of Baton that is stopped and may be started again: what it serves continues
 * meanwhile, for a limited time. Thread-safe.
 */
public final class Pause {
  /** Time for a restart by hand. */
  public static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Runnable end;

  /** Whether the pause is over, in either way. Written once. */
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
    start(() -> pause.await(patience));
    return pause;
  }

  /**
   * Begins a pause that ends with something else, such as the stop of the framework.
   *
   * @param other waits for its end, for {@link #PATIENCE} at most
   * @param end run once if the pause ends, on any thread
   * @return the pause
   */
  public static Pause until(Ending other, Runnable end) {
    var pause = new Pause(end);
    start(() -> pause.await(other));
    return pause;
  }

  /** Something that ends. */
  @ProviderType
  public interface Ending {
    /**
     * Waits for the end.
     *
     * @param ms how long at most
     * @throws InterruptedException if the thread is interrupted
     */
    void await(long ms) throws InterruptedException;
  }

  private static void start(Runnable waiting) {
    Thread.ofPlatform()
        .daemon()
        .name("baton-pause")
        .inheritInheritableThreadLocals(false)
        .start(waiting);
  }

  private void await(Ending other) {
    try {
      other.await(PATIENCE.toMillis());
    } catch (InterruptedException _) {
      // this thread is not interrupted; if it is, the time is over
    }
    end();
  }

  private void await(Duration patience) {
    try {
      boolean _ = over.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      // this thread is not interrupted; if it is, the time is over
    }
    end();
  }

  /**
   * Ends the pause because the bundle is active again.
   *
   * @return false if the pause had ended before
   */
  public boolean over() {
    boolean isFirst = isOver.compareAndSet(false, true);
    over.countDown();
    return isFirst;
  }

  /**
   * Returns whether it has ended, or the bundle is active again.
   *
   * @return true from then on
   */
  public boolean isOver() {
    return isOver.get();
  }

  /** Ends the pause because the bundle will not be active again. Nothing happens if it is over. */
  public void end() {
    if (over()) {
      end.run();
    }
  }
}
