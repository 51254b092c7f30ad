package io.baton.launcher.attach;

import io.baton.launcher.attach.Frame.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A client, as the node has it. One thread receives, one sends, and one runs the session: only that
 * one runs what is not the launcher's, and whatever it does the other two see that the client goes.
 */
public final class Connection implements Sessions.Client {
  /** How long a client may read nothing while there is more for it. */
  public static final Duration PATIENCE = Outbox.PATIENCE;

  private static final int SIZES = 2 * Integer.BYTES;

  private final FrameLink link;
  private final Sessions sessions;
  private final String name;
  private final Outbox outbox;
  private final Inbox inbox;
  private final OutputStream out;
  private final OutputStream err;
  private final AtomicReference<Sessions.@Nullable Listener> listener = new AtomicReference<>();
  private volatile boolean hasGone;

  /**
   * A client that is there.
   *
   * @param name of the threads that serve it
   */
  public Connection(FrameLink link, Sessions sessions, String name) {
    this.link = link;
    this.sessions = sessions;
    this.name = name;
    outbox = new Outbox(Outbox.PATIENCE, link::close);
    inbox = new Inbox(outbox);
    out = outbox.stream(Kind.OUT);
    err = outbox.stream(Kind.ERR);
  }

  /** Serves the client until it goes, or the session ends. Runs on the thread that receives. */
  public void serve(Request request) {
    Thread sender = start("-send", this::send);
    outbox.add(Frame.of(Kind.WELCOME, sessions.welcome(request)));
    Thread session = start("", () -> run(request));
    try {
      while (true) {
        take(link.receive());
      }
    } catch (IOException _) {
      // the client has gone, the session has ended, or what comes is no frame
    } finally {
      goAway(session);
      outbox.close();
      link.close();
      join(sender);
    }
  }

  private Thread start(String suffix, Runnable task) {
    return Thread.ofPlatform().daemon().name(name + suffix).start(task);
  }

  private void take(Frame frame) throws IOException {
    Sessions.Listener told = listener.get();
    switch (frame.kind()) {
      case INPUT -> inbox.add(frame.payload());
      case END_OF_INPUT -> inbox.end();
      case SIZE -> {
        if (told != null && frame.payload().length == SIZES) {
          ByteBuffer size = ByteBuffer.wrap(frame.payload());
          var screen = new Request.Screen("dumb", "UTF-8", size.getInt(), size.getInt()).possible();
          told.resized(screen.columns(), screen.rows());
        }
      }
      case SIGNAL -> {
        if (told != null) {
          told.signalled(frame.text());
        }
      }
      default -> throw new IOException("a client sends no " + frame.kind());
    }
  }

  private void send() {
    try {
      for (Frame frame = outbox.take(); frame != null; frame = outbox.take()) {
        link.send(frame);
        if (frame.kind() == Kind.EXIT) {
          return; // the client closes the connection when it has read it
        }
      }
    } catch (IOException _) {
      link.close(); // the receiving thread sees it
    }
  }

  private void run(Request request) {
    int status = 1;
    try {
      status = sessions.serve(request, this);
    } catch (Throwable e) {
      tell("baton: the session has ended: " + e);
    } finally {
      flush();
      outbox.add(Frame.of(Kind.EXIT, String.valueOf(status)));
    }
  }

  private void tell(String text) {
    try {
      err.write((text + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException _) {
      // the client has gone
    }
  }

  private void flush() {
    try {
      out.flush();
      err.flush();
    } catch (IOException _) {
      // the client has gone
    }
  }

  /** Tells the session that its client is not there any more. */
  private void goAway(Thread session) {
    hasGone = true;
    inbox.end();
    outbox.close();
    Sessions.Listener told = listener.get();
    if (told != null && session.isAlive()) {
      told.gone();
    }
    session.interrupt();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends the connection; the client is told nothing more. */
  void close() {
    link.close();
  }

  @Override
  public InputStream in() {
    return inbox;
  }

  @Override
  public OutputStream out() {
    return out;
  }

  @Override
  public OutputStream err() {
    return err;
  }

  @Override
  public void listen(Sessions.Listener wanted) {
    listener.set(wanted);
    if (hasGone) {
      wanted.gone();
    }
  }
}
