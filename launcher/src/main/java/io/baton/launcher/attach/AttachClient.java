package io.baton.launcher.attach;

import io.baton.launcher.attach.Frame.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/** A client of a running Baton: sends what its user types, and shows what comes. */
public final class AttachClient implements AutoCloseable {
  private static final int MOST_BYTES = 4096;

  private final Wire wire;
  private final String welcome;
  private final ReentrantLock sending = new ReentrantLock();
  private final Semaphore wanted = new Semaphore(0);

  private AttachClient(Wire wire, String welcome) {
    this.wire = wire;
    this.welcome = welcome;
  }

  /**
   * Connects, and asks for something.
   *
   * @throws RefusedException if the Baton there does not do it; the message says why
   * @throws IOException if none answers there
   */
  public static AttachClient connect(Path socket, Request request) throws IOException {
    Wire wire = Wire.connect(socket);
    try {
      wire.greet();
      String greeting = wire.greeting();
      if (!greeting.equals(Wire.GREETING)) {
        throw new RefusedException(
            "the Baton that runs is of another version: it speaks %s, and this bin/baton %s; use the bin/baton of its distribution"
                .formatted(greeting, Wire.GREETING));
      }
      wire.send(request.frame());
      Frame answer = wire.receive();
      if (answer.kind() != Kind.WELCOME) {
        throw new RefusedException("the Baton that runs refuses this: " + answer.text());
      }
      return new AttachClient(wire, answer.text());
    } catch (IOException e) {
      wire.close();
      throw e;
    }
  }

  /** What the node says first, for a person. */
  public String welcome() {
    return welcome;
  }

  /**
   * Shows what comes until the session ends. Returns its exit status.
   *
   * @param in what is typed; read when the node wants it, on a thread of its own
   * @throws EOFException if the node has gone, or given this client up
   */
  public int follow(InputStream in, OutputStream out, OutputStream err) throws IOException {
    Thread.ofPlatform().daemon().name("baton-input").start(() -> type(in));
    while (true) {
      Frame frame = wire.receive();
      switch (frame.kind()) {
        case OUT -> show(frame, out);
        case ERR -> show(frame, err);
        case READ -> wanted.release();
        case EXIT -> {
          return Integer.parseInt(frame.text());
        }
        default -> throw new IOException("the node sends no " + frame.kind());
      }
    }
  }

  private static void show(Frame frame, OutputStream where) throws IOException {
    where.write(frame.payload());
    where.flush();
  }

  private void type(InputStream in) {
    byte[] bytes = new byte[MOST_BYTES];
    try {
      while (true) {
        wanted.acquire();
        int read = in.read(bytes);
        if (read < 0) {
          send(Frame.of(Kind.END_OF_INPUT));
          return;
        }
        send(new Frame(Kind.INPUT, Arrays.copyOf(bytes, read)));
      }
    } catch (IOException | InterruptedException _) {
      // the connection has ended, which the other thread says
    }
  }

  /** Tells the node the size of the terminal. */
  public void resize(int columns, int rows) {
    tell(Frame.ofSize(columns, rows));
  }

  /** Tells the node that a key was typed that means a signal. */
  public void signal(String name) {
    tell(Frame.of(Kind.SIGNAL, name));
  }

  private void tell(Frame frame) {
    try {
      send(frame);
    } catch (IOException _) {
      // the connection has ended, which follow says
    }
  }

  private void send(Frame frame) throws IOException {
    sending.lock();
    try {
      wire.send(frame);
    } finally {
      sending.unlock();
    }
  }

  @Override
  public void close() {
    wire.close();
  }

  /** The Baton there does not do what is asked for. */
  public static final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private RefusedException(String message) {
      super(message);
    }
  }
}
