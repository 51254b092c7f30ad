package io.baton.process;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What processes log, while it is open. */
final class Logged extends Handler implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("io.baton.process");

  private final List<String> lines = new CopyOnWriteArrayList<>();

  private final Level before = LOG.getLevel();

  Logged() {
    LOG.setLevel(Level.WARNING);
    LOG.setUseParentHandlers(false);
    LOG.addHandler(this);
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public void publish(LogRecord line) {
    lines.add(line.getMessage());
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    LOG.removeHandler(this);
    LOG.setUseParentHandlers(true);
    LOG.setLevel(before);
  }
}
