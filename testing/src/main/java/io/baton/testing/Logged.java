package io.baton.testing;

import io.baton.spi.Log;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Captures the warnings of one logger while it is open. */
public final class Logged extends Handler implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger logger;
  private final @Nullable Level before;

  /** Begins to capture what is logged from now on to the logger of a name. */
  public Logged(String name) {
    flush(); // what other tests have logged
    logger = Logger.getLogger(name);
    before = logger.getLevel();
    logger.setLevel(Level.WARNING);
    logger.setUseParentHandlers(false);
    logger.addHandler(this);
  }

  /** Returns the messages so far. */
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
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
    logger.setLevel(before);
  }
}
