package io.baton.launcher.ssh;

import io.baton.launcher.attach.Frame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.sshd.server.ExitCallback;

/**
 * What a client on a channel of ssh is shown.
 *
 * @param out its standard output
 * @param err its standard error
 * @param exit takes the exit status, and ends the channel
 * @param terminal what has to be done for its terminal
 */
record ChannelOutput(OutputStream out, OutputStream err, ExitCallback exit, Terminal terminal) {
  /** What shows lines at the client. */
  enum Terminal {
    /** None: bytes go as they are. */
    NONE,
    /** The client's, with nothing between it and what is printed here. */
    BARE,
    /** The client's, which the shell drives itself. */
    DRIVEN
  }

  /** Shows what the frame says; waits while the client reads nothing. */
  void show(Frame frame) throws IOException {
    switch (frame.kind()) {
      case WELCOME -> welcome(frame.text());
      case OUT -> write(out, frame.payload(), terminal == Terminal.BARE);
      case ERR -> write(err, frame.payload(), terminal != Terminal.NONE);
      case EXIT -> exit.onExit(Integer.parseInt(frame.text()));
      default -> throw new IOException("a client over ssh is sent no " + frame.kind());
    }
  }

  private void welcome(String text) throws IOException {
    if (terminal == Terminal.DRIVEN && !text.isEmpty()) {
      write(out, (text + "\n").getBytes(StandardCharsets.UTF_8), true);
    }
  }

  /** Writes at once. A terminal in raw mode wants a carriage return before each end of a line. */
  private static void write(OutputStream to, byte[] bytes, boolean isRaw) throws IOException {
    if (isRaw) {
      var lines = new ByteArrayOutputStream(bytes.length);
      for (byte one : bytes) {
        if (one == '\n') {
          lines.write('\r');
        }
        lines.write(one);
      }
      lines.writeTo(to);
    } else {
      to.write(bytes);
    }
    to.flush();
  }
}
