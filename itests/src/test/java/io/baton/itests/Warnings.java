package io.baton.itests;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What Baton logs about one kind of thing, while it is open. */
final class Warnings extends Handler implements AutoCloseable {
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
    return lines.stream().filter(line -> line.contains(text)).toList();
  }

  @Override
  public void publish(LogRecord line) {
    lines.add(line.getMessage());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
