package io.baton.api.spi;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The log of Baton's own bundles. Handlers, filters and formatters are code that Baton does not
 * know: they may throw, wait, or belong to a module that was purged. So a message is text when it
 * is written, and is handed to them by a thread of its own, in the order in which all messages
 * came. No method of this class waits for a handler or throws, but {@link #flush}, which waits.
 */
public final class Log {
  /** How many messages may wait for a handler that takes long; more are counted and dropped. */
  private static final int MOST_WAITING = 10_000;

  private static final Duration LATE = Duration.ofSeconds(1);

  private static final ForeignCalls CALLS = new ForeignCalls("baton-log", LATE, _ -> {});

  /** Written by those that write, and by the thread that hands on. */
  private static final AtomicInteger WAITING = new AtomicInteger();

  private static final AtomicInteger DROPPED = new AtomicInteger();

  private final String name;

  private Log(String name) {
    this.name = name;
  }

  /**
   * A log.
   *
   * @param name of the {@link System.Logger} that gets its messages, such as {@code io.baton.code}
   * @return one for that name
   */
  public static Log of(String name) {
    return new Log(name);
  }

  /**
   * Writes a message.
   *
   * @param level how important it is
   * @param text what to say
   */
  public void log(Level level, String text) {
    log(level, text, null);
  }

  /**
   * Writes a message with a stack trace. What the exception says of itself is asked here and now,
   * so that the thread which hands it on runs no code of its class; what throws at that is left
   * out.
   *
   * @param level how important it is
   * @param text what to say
   * @param thrown shown with its causes, or null
   */
  public void log(Level level, String text, @Nullable Throwable thrown) {
    Throwable shown = thrown == null ? null : ThrownText.of(thrown);
    if (WAITING.incrementAndGet() > MOST_WAITING) {
      WAITING.decrementAndGet();
      DROPPED.incrementAndGet();
      return;
    }
    String printable = Printable.text(text);
    CALLS.run(() -> handOn(level, printable, shown));
  }

  private void handOn(Level level, String text, @Nullable Throwable shown) {
    WAITING.decrementAndGet();
    int dropped = DROPPED.getAndSet(0);
    if (dropped > 0) {
      write(
          Level.WARNING,
          dropped + " messages were dropped: a log handler has taken too long",
          null);
    }
    write(level, text, shown);
  }

  private void write(Level level, String text, @Nullable Throwable shown) {
    try {
      System.getLogger(name).log(level, text, shown);
    } catch (Throwable e) {
      System.err.printf(
          "%s %s: %s%n  (a log handler has thrown %s; find out whose it is, and remove it)%n",
          level, name, text, ThrownText.describe(e));
    }
  }

  /**
   * Waits until handlers have what was written before.
   *
   * @param patience how long to wait
   * @return whether they have it; false, at once, if a handler has taken long already
   */
  public static boolean flush(Duration patience) {
    return CALLS.await(patience);
  }
}
