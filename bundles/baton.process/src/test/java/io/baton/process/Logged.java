package io.baton.process;

import io.baton.api.spi.Log;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Captures the log of processes while it is open. */
public final class Logged extends Handler implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger("io.baton.process");

  private final List<String> lines = new CopyOnWriteArrayList<>();

  private final Level before = LOG.getLevel();

  public Logged() {
    LOG.setLevel(Level.WARNING);
    LOG.setUseParentHandlers(false);
    LOG.addHandler(this);
  }

  public List<String> lines() {
    flush();
    return lines;
  }

  @Override
  public void publish(LogRecord line) {
    lines.add(line.getMessage());
  }

  @Override
  public void flush() {
    boolean _ = Log.flush(Duration.ofSeconds(10));
  }

  @Override
  public void close() {
    flush();
    LOG.removeHandler(this);
    LOG.setUseParentHandlers(true);
    LOG.setLevel(before);
  }
}
