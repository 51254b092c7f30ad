package io.baton.launcher.attach;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Frames for a client that are not sent yet. Threads of a session wait here while there are too
 * many, as they would at a terminal; a client that reads nothing for {@link #PATIENCE} is given up.
 */
final class Outbox {
  /** How long a client may read nothing while there is more for it. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int MOST_BYTES = 4 * Frame.LONGEST;
  private static final int SIZE = 8192;

  private final Duration patience;
  private final Runnable onGivenUp;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // all guarded by the lock
  private final Deque<Frame> waiting = new ArrayDeque<>();
  private int bytes;
  private boolean isClosed;
  private long lastTaken = System.nanoTime();

  /**
   * An empty one.
   *
   * @param onGivenUp runs if the client has read nothing for {@code patience}
   */
  Outbox(Duration patience, Runnable onGivenUp) {
    this.patience = patience;
    this.onGivenUp = onGivenUp;
  }

  /** Adds a frame that is not counted: one without content, or the last. */
  void add(Frame frame) {
    lock.lock();
    try {
      if (!isClosed) {
        waiting.add(frame);
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Adds a frame as soon as there is room.
   *
   * @throws IOException if the client has gone, or has read nothing for too long
   */
  private void put(Frame frame) throws IOException {
    lock.lock();
    try {
      while (!isClosed && bytes + frame.payload().length > MOST_BYTES) {
        long rest = lastTaken + patience.toNanos() - System.nanoTime();
        if (rest <= 0) {
          close();
          onGivenUp.run();
        } else {
          var _ = changed.await(rest, TimeUnit.NANOSECONDS);
        }
      }
      if (isClosed) {
        throw new IOException("the client has gone");
      }
      waiting.add(frame);
      bytes += frame.payload().length;
      changed.signalAll();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      lock.unlock();
    }
  }

  /** Returns the next frame; null if there will be none. */
  @Nullable Frame take() {
    lock.lock();
    try {
      lastTaken = System.nanoTime();
      while (waiting.isEmpty() && !isClosed) {
        changed.awaitUninterruptibly();
      }
      lastTaken = System.nanoTime();
      Frame frame = waiting.poll();
      if (frame != null && isCounted(frame)) {
        bytes -= frame.payload().length;
        changed.signalAll();
      }
      return frame;
    } finally {
      lock.unlock();
    }
  }

  private static boolean isCounted(Frame frame) {
    return frame.kind() == Frame.Kind.OUT || frame.kind() == Frame.Kind.ERR;
  }

  /** Lets nothing more in, and nobody wait. */
  void close() {
    lock.lock();
    try {
      isClosed = true;
      waiting.clear();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns a stream whose bytes become frames at each flush, or when there are many. */
  OutputStream stream(Frame.Kind kind) {
    return new Stream(kind);
  }

  /** Collects single bytes, since a terminal writes one at a time. */
  private final class Stream extends OutputStream {
    private final Frame.Kind kind;
    private final byte[] collected = new byte[SIZE];
    private int size;

    private Stream(Frame.Kind kind) {
      this.kind = kind;
    }

    @Override
    public synchronized void write(int one) throws IOException {
      collected[size++] = (byte) one;
      if (size == SIZE) {
        flush();
      }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) throws IOException {
      for (int i = from; i < from + length; i++) {
        write(bytes[i]);
      }
    }

    @Override
    public synchronized void flush() throws IOException {
      if (size > 0) {
        byte[] bytes = Arrays.copyOf(collected, size);
        size = 0;
        put(new Frame(kind, bytes));
      }
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
