package io.baton.itests;

import io.baton.spi.Log;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What Baton logs about one kind of thing, while it is open. */
final class Warnings extends Handler implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger logger;

  /**
   * Begins to listen.
   *
   * @param name of the logger, such as {@code io.baton.otp}
   */
  Warnings(String name) {
    logger = Logger.getLogger(name);
    logger.addHandler(this);
  }

  List<String> about(String text) {
    flush();
    return lines.stream().filter(line -> line.contains(text)).toList();
  }

  @Override
  public void publish(LogRecord line) {
    lines.add(line.getMessage());
  }

  /** Waits for handlers also if they are late already: then the log itself does not wait. */
  @Override
  public void flush() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!Log.flush(PATIENCE) && System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
  }

  @Override
  public void close() {
    flush();
    logger.removeHandler(this);
  }
}
