package io.baton.launcher.attach;

import io.baton.launcher.attach.Frame.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Standard input of a client, read only when somebody wants it: a client of a loop must not eat
 * what is for the loop, and none can send more than is asked for.
 */
final class Inbox extends InputStream {
  private final Outbox outbox;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // all guarded by the lock
  private byte[] bytes = new byte[0];
  private int next;
  private boolean isAsked;
  private boolean hasEnded;

  Inbox(Outbox outbox) {
    this.outbox = outbox;
  }

  /** Takes what the client has sent. */
  void add(byte[] more) throws IOException {
    lock.lock();
    try {
      if (!isAsked) {
        throw new IOException("input that was not asked for");
      }
      isAsked = false;
      bytes = more;
      next = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** There will be no more. */
  void end() {
    lock.lock();
    try {
      hasEnded = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int from, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    lock.lock();
    try {
      while (next == bytes.length) {
        if (hasEnded) {
          return -1;
        }
        if (!isAsked) {
          isAsked = true;
          outbox.add(Frame.of(Kind.READ));
        }
        changed.await();
      }
      int read = Math.min(length, bytes.length - next);
      System.arraycopy(bytes, next, target, from, read);
      next += read;
      return read;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } finally {
      lock.unlock();
    }
  }

  @Override
  public int available() {
    lock.lock();
    try {
      return bytes.length - next;
    } finally {
      lock.unlock();
    }
  }
}
