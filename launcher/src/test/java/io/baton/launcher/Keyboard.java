package io.baton.launcher;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jline.terminal.Size;
import org.jline.terminal.impl.jni.JniNativePty;
import org.jline.terminal.impl.jni.JniTerminalProvider;

/** A program on a terminal: what a person types, and what is on the screen then. */
final class Keyboard implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 60;
  private static final Size WIDE = new Size(1000, 200);

  /** Colours, movements of the cursor and modes of the terminal. */
  private static final Pattern CONTROL =
      Pattern.compile("\u001b(?:\\[[?0-9;]*[a-zA-Z]|[=>])|\u0007");

  private final JniNativePty pty;
  private final Process process;

  /** Guarded by itself: the screen is read by a thread of its own. */
  private final StringBuilder screen = new StringBuilder();

  private int seen;

  /** Starts a program whose input, output and errors are the terminal. */
  Keyboard(ProcessBuilder program) throws IOException {
    pty = (JniNativePty) new JniTerminalProvider().open(null, WIDE);
    File terminal = new File(pty.getName());
    program.environment().put("TERM", "xterm");
    process =
        program.redirectInput(terminal).redirectOutput(terminal).redirectError(terminal).start();
    Thread.ofPlatform().daemon().name("screen").start(this::read);
  }

  private void read() {
    byte[] bytes = new byte[8192];
    try (InputStream in = pty.getMasterInput()) {
      for (int n = in.read(bytes); n > 0; n = in.read(bytes)) {
        synchronized (screen) {
          screen.append(new String(bytes, 0, n, StandardCharsets.UTF_8));
          screen.notifyAll();
        }
      }
    } catch (IOException _) {
      // the terminal was closed
    }
  }

  /** Types text; what was on the screen before is forgotten. */
  void type(String text) throws IOException {
    synchronized (screen) {
      seen = screen.length();
    }
    OutputStream out = pty.getMasterOutput(); // not closed: that would close the terminal
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /** Waits until what is new on the screen is as expected, and returns it without colours. */
  String await(Predicate<String> expected) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
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

  /** What has come since the last key; called under the monitor. */
  private String shown() {
    return CONTROL.matcher(screen.substring(seen)).replaceAll("");
  }

  /** Gives the terminal another size. */
  void resize(int columns, int rows) throws IOException {
    pty.setSize(new Size(columns, rows));
  }

  /** Returns the exit status of the program, which has ended. */
  int status() {
    return process.exitValue();
  }

  /** Waits for the end of the program, and returns what it has printed since the last key. */
  List<String> end() throws InterruptedException, IOException {
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new AssertionError("it does not end: " + await(_ -> true));
    }
    String mark = "-- end of output --";
    try (OutputStream out = pty.getSlaveOutput()) { // after all that the program has written
      out.write(mark.getBytes(StandardCharsets.UTF_8));
    }
    String all = await(text -> text.endsWith(mark));
    return lines(all.substring(0, all.length() - mark.length()));
  }

  static List<String> lines(String text) {
    String whole = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return whole.isEmpty()
        ? List.of()
        : Stream.of(whole.split("\n", -1)).map(line -> line.replace("\r", "")).toList();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    pty.close();
  }
}
