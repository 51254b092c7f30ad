package io.baton.spi;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The log of Baton's own bundles: the framework's, if it has one ({@link #passTo}), otherwise
 * {@link System.Logger}. Handlers, filters and formatters are code that Baton does not know: they
 * may throw, wait, or belong to a module that was purged. So a message is text when it is written,
 * and is passed to them by a thread of its own, in the order of all messages. No method of this
 * class waits for a handler or throws, except {@link #flush}, which waits.
 */
public final class Log {
  /** Maximum number of messages that wait for a slow handler; more are counted and dropped. */
  private static final int MOST_WAITING = 10_000;

  private static final Duration LATE = Duration.ofSeconds(1);

  private static final ForeignCalls CALLS = new ForeignCalls("baton-log", LATE, _ -> {});

  /** Written by the threads that log, and by the thread that passes messages on. */
  private static final AtomicInteger WAITING = new AtomicInteger();

  private static final AtomicInteger DROPPED = new AtomicInteger();

  /** Maximum number of kinds that are remembered by {@link #logOnce}. */
  private static final int MOST_KINDS = 1_000;

  /** The kinds of messages that were written once, the oldest first. Guarded by itself. */
  private static final Map<String, Boolean> WRITTEN =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > MOST_KINDS;
        }
      };

  /** Written as logs of the framework come and go, read by the thread that passes messages on. */
  private static volatile @Nullable LogTarget target;

  private final String name;

  private Log(String name) {
    this.name = name;
  }

  /**
   * Returns a log.
   *
   * @param name of the framework's logger, or of the {@link System.Logger}, that gets its messages,
   *     such as {@code io.baton.code}
   * @return the log for that name
   */
  public static Log of(String name) {
    return new Log(name);
  }

  /**
   * Leads the messages of all logs elsewhere from now on.
   *
   * @param next receives them; null for {@link System.Logger}, which is where they go at first
   */
  public static void passTo(@Nullable LogTarget next) {
    target = next;
  }

  /**
   * Writes a message.
   *
   * @param level its level
   * @param text the message
   */
  public void log(Level level, String text) {
    log(level, text, null);
  }

  /**
   * Writes a message with a stack trace. The text of the exception is read at once, so that the
   * thread that passes it on runs no code of its class; what throws then is left out.
   *
   * @param level its level
   * @param text the message
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

  /**
   * Writes a message with a stack trace, unless one of its kind was written: what concerns very
   * many processes in the same way is logged for one of them.
   *
   * @param level its level
   * @param kind what its kind is; of the last thousand kinds, each is written once
   * @param text the message
   * @param thrown shown with its causes, or null
   */
  public void logOnce(Level level, String kind, String text, @Nullable Throwable thrown) {
    boolean isFirst;
    synchronized (WRITTEN) {
      isFirst = WRITTEN.putIfAbsent(kind, true) == null;
    }
    if (isFirst) {
      log(level, text, thrown);
    }
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
    LogTarget given = target;
    if (given == null || !isWritten(given, level, text, shown)) {
      writeToJdk(level, text, shown);
    }
  }

  private boolean isWritten(LogTarget given, Level level, String text, @Nullable Throwable shown) {
    try {
      given.write(name, level, text, shown);
      return true;
    } catch (Throwable _) { // whatever is wrong with it, the message has another way
      return false;
    }
  }

  private void writeToJdk(Level level, String text, @Nullable Throwable shown) {
    try {
      System.getLogger(name).log(level, text, shown);
    } catch (Throwable e) {
      System.err.printf("%s %s: %s%n  (%s)%n", level, name, text, whyNotLogged(e));
    }
  }

  /** No handler is to blame for a lack of memory. */
  private static String whyNotLogged(Throwable thrown) {
    String what = ThrownText.describe(thrown);
    return thrown instanceof OutOfMemoryError
        ? "it was not logged: " + what
        : "a log handler has thrown %s; find out whose it is, and remove it".formatted(what);
  }

  /**
   * Waits until handlers have received what was written before.
   *
   * @param patience how long to wait
   * @return whether they have; false, at once, if a handler has taken long already
   */
  public static boolean flush(Duration patience) {
    return CALLS.await(patience);
  }
}
