package io.baton.drop.folder;

import io.baton.spi.Log;
import io.baton.spi.ServiceThread;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The thread of a folder: takes what File Install has seen, and gives it to the folder in batches.
 * So File Install never waits for a load.
 */
public final class FolderThread {
  private static final Log LOG = Log.of("io.baton.drop");

  /** How long nothing more must come, so that what has come together is one batch. */
  private static final Duration QUIET = Duration.ofMillis(100);

  /** How long a batch may grow. */
  private static final Duration LONGEST = Duration.ofSeconds(2);

  /** Wakes the thread. */
  private static final Path NOTHING = Path.of("");

  private final Duration tick;
  private final BlockingQueue<Path> changed = new LinkedBlockingQueue<>();
  private final CountDownLatch first = new CountDownLatch(1);
  private final ServiceThread thread = new ServiceThread("baton-drop", LOG, this::round);

  /** Written before the thread starts, read by it and by the one that stops it. */
  private @Nullable DropFolder folder;

  /** Written by the thread that stops this one, read by this one. */
  private volatile boolean stopping;

  /**
   * Does not run yet.
   *
   * @param tick how often to look at what is refused, while there is something
   */
  public FolderThread(Duration tick) {
    this.tick = tick;
  }

  /**
   * Starts to work, with what has been {@link #changed} so far as the first batch.
   *
   * @param work used by this thread only, from now on
   */
  public void start(DropFolder work) {
    folder = work;
    thread.start();
  }

  /**
   * Takes notice that a file has come, changed or gone. Does not wait.
   *
   * @param file of the folder
   */
  public void changed(Path file) {
    changed.add(file);
  }

  /**
   * Returns whether the thread was stopped.
   *
   * @return true also while it does its last work
   */
  public boolean isStopping() {
    return stopping;
  }

  /**
   * Waits until the first batch is done: what was in the folder at the start is loaded or refused.
   *
   * @param patience how long to wait
   * @return whether it is done
   * @throws InterruptedException if the waiting thread is interrupted
   */
  public boolean awaitFirst(Duration patience) throws InterruptedException {
    return first.await(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /**
   * Ends: the file at which it is now is the last one. It is not interrupted in a load, unless that
   * takes long.
   *
   * @param patience how long to wait for that
   */
  public void stop(Duration patience) {
    stopping = true;
    changed.add(NOTHING);
    if (folder != null) {
      thread.awaitEnd(patience);
      thread.stop();
    }
  }

  private void round() {
    DropFolder work = folder;
    if (work == null || stopping) {
      thread.stop();
      return;
    }
    if (first.getCount() > 0) {
      try {
        work.begin();
        give(work, arrived());
      } finally {
        first.countDown();
      }
      return;
    }
    try {
      give(work, batch(work.isWaiting()));
      if (!stopping) {
        work.tick();
      }
    } catch (InterruptedException _) {
      // it is to end
    }
  }

  /**
   * What is thrown on the way, as for want of memory, loses nothing: the next round has it again.
   */
  private void give(DropFolder work, Set<Path> batch) {
    boolean isDone = false;
    try {
      work.changed(batch);
      isDone = true;
    } finally {
      if (!isDone) {
        changed.addAll(batch);
      }
    }
  }

  private Set<Path> batch(boolean isWaiting) throws InterruptedException {
    Path one = isWaiting ? poll(tick) : changed.take();
    Set<Path> batch = new TreeSet<>();
    long start = System.nanoTime();
    while (one != null && !stopping) {
      batch.add(one);
      one = System.nanoTime() - start < LONGEST.toNanos() ? poll(QUIET) : null;
    }
    return batch;
  }

  private @Nullable Path poll(Duration patience) throws InterruptedException {
    return changed.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Set<Path> arrived() {
    Set<Path> arrived = new TreeSet<>();
    changed.drainTo(arrived);
    return arrived;
  }
}
