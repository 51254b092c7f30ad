package io.baton.launcher;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Timer;
import java.util.TimerTask;
import java.util.logging.ErrorManager;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/**
 * The files that take what a node prints and logs: {@code baton.0.log}, the newest, and those
 * before it, each line with its time; and {@code jvm.log}, for what the JVM itself prints. None of
 * them grows for ever.
 */
final class LogFiles implements AutoCloseable {
  /** Of what the JVM prints itself, on the streams that it was started with. */
  static final String JVM = "jvm.log";

  /** The newest of the others. */
  static final String NEWEST = "baton.0.log";

  private static final int MOST_BYTES = 10_000_000;
  private static final int FILES = 5;
  private static final int LONGEST_LINE = 8192;
  private static final long LOOK_MILLIS = 5_000;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  private final FileHandler handler;
  private final Path folder;
  private final Timer clock = new Timer("baton-log-clock", true);

  private LogFiles(FileHandler handler, Path folder) {
    this.handler = handler;
    this.folder = folder;
  }

  /** Opens the files in {@code folder}, and lets {@code System.out} and {@code err} go there. */
  static LogFiles install(Path folder) throws IOException {
    return install(folder, MOST_BYTES);
  }

  /** The same, with another bound of each file. */
  static LogFiles install(Path folder, int bytes) throws IOException {
    Files.createDirectories(folder);
    String pattern = folder.toString().replace("%", "%%") + "/baton.%g.log";
    var handler = new FileHandler(pattern, bytes, FILES, true);
    handler.setEncoding(StandardCharsets.UTF_8.name());
    handler.setFormatter(new Line());
    handler.setErrorManager(new Failing());
    var files = new LogFiles(handler, folder);
    System.setOut(files.stream());
    System.setErr(files.stream());
    var look =
        new TimerTask() {
          @Override
          public void run() {
            files.keepShort();
          }
        };
    files.clock.schedule(look, 0, LOOK_MILLIS);
    return files;
  }

  /** Returns a stream whose lines go to the files. */
  PrintStream stream() {
    return new PrintStream(new Lines(), true, StandardCharsets.UTF_8);
  }

  /**
   * Puts aside what the JVM has printed, once it is much. It is appended to, so that it can be cut
   * while the JVM has it open.
   */
  private void keepShort() {
    Path file = folder.resolve(JVM);
    try {
      if (Files.exists(file) && Files.size(file) > MOST_BYTES) {
        Files.copy(file, folder.resolve("jvm.1.log"), StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
          channel.truncate(0);
        }
      }
    } catch (IOException | OutOfMemoryError _) {
      // the next look tries again
    }
  }

  @Override
  public void close() {
    clock.cancel();
    handler.close();
  }

  /** Makes records of lines; what has no end yet waits for it, up to {@link #LONGEST_LINE}. */
  private final class Lines extends OutputStream {
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    @Override
    public synchronized void write(int one) {
      if (one == '\n') {
        publish();
        return;
      }
      line.write(one);
      if (line.size() >= LONGEST_LINE && (one & 0xc0) != 0x80) {
        publish();
      }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      for (int i = from; i < from + length; i++) {
        write(bytes[i]);
      }
    }

    private void publish() {
      handler.publish(new LogRecord(Level.INFO, line.toString(StandardCharsets.UTF_8)));
      line.reset();
    }
  }

  private static final class Line extends Formatter {
    @Override
    public String format(LogRecord record) {
      return TIME.format(record.getInstant()) + " " + record.getMessage() + "\n";
    }
  }

  /** Says once that the files cannot be written, where it does not end in them. */
  private static final class Failing extends ErrorManager {
    private boolean isSaid;

    @Override
    public synchronized void error(String message, Exception failure, int code) {
      if (!isSaid) {
        isSaid = true;
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true);
        err.println("baton: the log cannot be written: " + failure);
      }
    }
  }
}
