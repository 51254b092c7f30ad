package io.baton.launcher.ssh;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.apache.sshd.client.channel.ChannelShell;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.session.ClientSession;

/** A shell on a terminal at the other end of ssh: what is typed, and what is on the screen then. */
public final class SshTestShell implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Colours, movements of the cursor and modes of the terminal. */
  private static final Pattern CONTROL =
      Pattern.compile("\u001b(?:\\[[?0-9;]*[a-zA-Z]|[=>])|\u0007");

  private final ChannelShell channel;

  /** Guarded by itself: a thread of the client's fills it. */
  private final StringBuilder screen = new StringBuilder();

  private int seen;

  private SshTestShell(ChannelShell channel) {
    this.channel = channel;
  }

  static SshTestShell open(ClientSession session, int columns, int rows) throws IOException {
    ChannelShell channel = session.createShellChannel();
    channel.setPtyType("xterm");
    channel.setPtyColumns(columns);
    channel.setPtyLines(rows);
    var shell = new SshTestShell(channel);
    channel.setOut(shell.new Screen());
    channel.setErr(shell.new Screen());
    channel.open().verify(PATIENCE);
    return shell;
  }

  private final class Screen extends OutputStream {
    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      synchronized (screen) {
        screen.append(new String(bytes, from, length, StandardCharsets.UTF_8));
        screen.notifyAll();
      }
    }
  }

  /** Types text; what was on the screen before is forgotten. */
  public void type(String text) throws IOException {
    synchronized (screen) {
      seen = screen.length();
    }
    OutputStream keys = channel.getInvertedIn(); // not closed: that would end the input
    keys.write(text.getBytes(StandardCharsets.UTF_8));
    keys.flush();
  }

  /** Waits until what is new on the screen is as expected, and returns it without colours. */
  public String await(Predicate<String> expected) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    synchronized (screen) {
      while (!expected.test(shown())) {
        long rest = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (rest <= 0) {
          throw new AssertionError("this is all that came: " + shown());
        }
        screen.wait(rest);
      }
      return shown();
    }
  }

  /** Called under the monitor. */
  private String shown() {
    return CONTROL.matcher(screen.substring(seen)).replaceAll("");
  }

  /** Gives the terminal another size. */
  public void resize(int columns, int rows) throws IOException {
    channel.sendWindowChange(columns, rows);
  }

  /** Waits for the end, and returns the exit status; -1 if there is none. */
  public int end() {
    channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
    Integer status = channel.getExitStatus();
    return status == null ? -1 : status;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
