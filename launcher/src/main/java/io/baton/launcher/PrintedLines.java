package io.baton.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/**
 * Standard output as modules have it: what they print comes out as before, and each line is also
 * published to those that have subscribed, in the thread that prints it. Of a line that is being
 * printed when the first one subscribes, they get the rest.
 */
final class PrintedLines extends OutputStream {
  private static final Map<String, String> PROPERTIES = Map.of("baton.output", "lines");

  private final OutputStream out;
  private final Charset charset;
  private final SubmissionPublisher<String> lines =
      new SubmissionPublisher<>(Runnable::run, Flow.defaultBufferSize());

  /** What was printed since the last end of a line. The stream's lock guards it. */
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  private PrintedLines(OutputStream out, Charset charset) {
    this.out = out;
    this.charset = charset;
  }

  /** Takes the place of {@code System.out}. */
  static PrintedLines install() {
    PrintStream before = System.out;
    PrintedLines lines = new PrintedLines(before, before.charset());
    System.setOut(lines.stream());
    return lines;
  }

  /** Returns a stream that writes to another, and publishes what it writes. */
  static PrintedLines to(OutputStream out, Charset charset) {
    return new PrintedLines(out, charset);
  }

  PrintStream stream() {
    return new PrintStream(this, true, charset);
  }

  Flow.Publisher<String> lines() {
    return lines;
  }

  /** Offers the lines to the shell, as a service; its type is one that all bundles share. */
  void register(BundleContext context) {
    context.registerService(Flow.Publisher.class, lines, FrameworkUtil.asDictionary(PROPERTIES));
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    out.write(bytes, from, length);
    if (!lines.hasSubscribers()) {
      line.reset(); // text without an end of line must not grow for ever
      return;
    }
    int start = from;
    for (int i = from; i < from + length; i++) {
      if (bytes[i] == '\n') {
        line.write(bytes, start, i - start);
        lines.offer(line.toString(charset).stripTrailing(), null);
        line.reset();
        start = i + 1;
      }
    }
    line.write(bytes, start, from + length - start);
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
