package io.baton.launcher.ssh;

import io.baton.launcher.attach.Frame;
import io.baton.launcher.attach.Frame.Kind;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.sshd.server.channel.ChannelDataReceiver;
import org.apache.sshd.server.channel.ChannelSession;

/**
 * What comes from a client on a channel of ssh, as frames. What is typed waits here until the node
 * asks for it; the channel's window bounds how much that is.
 */
final class ChannelInput implements ChannelDataReceiver {
  private static final byte INTERRUPT = 3;
  private static final byte SUSPEND = 26;

  private final Window window;
  private final Keys keys;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  // all guarded by the lock
  private final Deque<Frame> incoming = new ArrayDeque<>();
  private final ByteArrayOutputStream typed = new ByteArrayOutputStream();
  private boolean isAsked;
  private boolean hasEnded;
  private boolean isClosed;

  /** What the client may send. */
  interface Window {
    /** Lets the client send so many bytes more. */
    void release(long bytes) throws IOException;
  }

  /** What keys mean at the client. */
  enum Keys {
    /** All keys are input: the client has no terminal. */
    INPUT,
    /** Ctrl-C ends the channel: what runs there has no shell around it. */
    END,
    /** Ctrl-C and Ctrl-Z are signals for the shell, and drop what was typed before. */
    SIGNAL
  }

  ChannelInput(Window window, Keys keys) {
    this.window = window;
    this.keys = keys;
  }

  /**
   * Waits for the next frame.
   *
   * @throws EOFException if the client has gone
   */
  Frame next() throws IOException {
    byte[] bytes;
    lock.lock();
    try {
      while (incoming.isEmpty() && !isClosed && !isReadable()) {
        changed.awaitUninterruptibly();
      }
      if (!incoming.isEmpty()) {
        return incoming.remove();
      }
      if (isClosed) {
        throw new EOFException("the client has gone");
      }
      isAsked = false;
      if (typed.size() == 0) {
        return Frame.of(Kind.END_OF_INPUT);
      }
      bytes = typed.toByteArray();
      typed.reset();
    } finally {
      lock.unlock();
    }
    window.release(bytes.length);
    return new Frame(Kind.INPUT, bytes);
  }

  private boolean isReadable() {
    return isAsked && (typed.size() > 0 || hasEnded);
  }

  /** Asks for what is typed next. */
  void ask() {
    change(() -> isAsked = true);
  }

  /** Takes what has come. Returns how many bytes of the window that gives back at once. */
  @Override
  public int data(ChannelSession from, byte[] bytes, int start, int length) {
    lock.lock();
    try {
      int dropped = 0;
      for (int i = start; i < start + length; i++) {
        if (isSignal(bytes[i])) {
          dropped += typed.size() + 1;
          typed.reset();
          signal(bytes[i] == INTERRUPT ? "INT" : "TSTP");
        } else {
          typed.write(bytes[i]);
        }
      }
      changed.signalAll();
      return dropped;
    } finally {
      lock.unlock();
    }
  }

  private boolean isSignal(byte key) {
    return switch (keys) {
      case INPUT -> false;
      case END -> key == INTERRUPT;
      case SIGNAL -> key == INTERRUPT || key == SUSPEND;
    };
  }

  /** Takes a signal of the client, by its name. */
  void signal(String name) {
    change(() -> {
      if (keys == Keys.SIGNAL) {
        incoming.add(Frame.of(Kind.SIGNAL, name));
      } else {
        isClosed = true;
      }
    });
  }

  /** Takes the size of the client's terminal. */
  void resize(int columns, int rows) {
    change(() -> incoming.add(Frame.ofSize(columns, rows)));
  }

  /** Ends all waits: the channel has ended. */
  void gone() {
    change(() -> isClosed = true);
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes the end of the client's input; what was typed before it is still read. */
  @Override
  public void close() {
    change(() -> hasEnded = true);
  }
}
