package io.baton.spi;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The text of values that Baton does not know, for logs, traces and messages. Their {@code
 * toString} is code of a module: it may throw, overflow the stack, or never return. So it runs on a
 * thread of its own, and the caller waits for a second at most. Only this class reads the text of a
 * value.
 */
public final class ValueText {
  /** Maximum length of a text. */
  private static final int LONGEST = 10_000;

  private static final Duration PATIENCE = Duration.ofSeconds(1);

  /** Number of late threads from which on no other text is read. */
  private static final int MOST_LATE = 8;

  /** Maximum number of threads; more than may be late, so that some are left. */
  private static final int MOST_THREADS = 2 * MOST_LATE;

  /** Number of threads that have not returned in time; written by callers and by these threads. */
  private static final AtomicInteger LATE = new AtomicInteger();

  private static final ThreadPoolExecutor THREADS = threads();

  private ValueText() {}

  private static ThreadPoolExecutor threads() {
    var threads =
        new ThreadPoolExecutor(
            MOST_THREADS,
            MOST_THREADS,
            PATIENCE.toNanos(),
            NANOSECONDS,
            new LinkedBlockingQueue<>(),
            Asking::new);
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  /** A thread that runs code of modules, and keeps nothing of the one that waits for it. */
  private static final class Asking extends Thread {
    Asking(Runnable questions) {
      super(null, questions, "baton-text", 0, false);
      setDaemon(true);
      setContextClassLoader(null);
    }
  }

  /**
   * Returns the text of a value.
   *
   * @param value any, also null
   * @return never longer than some 10,000 characters; the class of the value and what went wrong if
   *     it has given no text
   */
  public static String of(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case String text -> cut(text);
      case Integer _, Long _, Short _, Byte _, Boolean _, Character _, Double _, Float _ ->
          value.toString();
      default -> of(value, value::toString);
    };
  }

  /**
   * Runs code that makes the text of a value.
   *
   * @param value whose text it is
   * @param text makes it, on another thread
   * @return as {@link #of(Object)}
   */
  public static String of(Object value, Supplier<@Nullable String> text) {
    return ask(() -> cut(String.valueOf(text.get())), why -> type(value) + why);
  }

  /**
   * Runs code of a module that makes a text.
   *
   * @param <T> the text, or what has one
   * @param question run on another thread
   * @param instead receives what went wrong, to be written after a name, such as {@code , whose
   *     text cannot be made: java.lang.StackOverflowError}
   * @return the result of either
   */
  public static <T> T ask(Supplier<T> question, Function<String, T> instead) {
    if (Thread.currentThread() instanceof Asking) {
      return direct(question, instead);
    }
    if (LATE.get() >= MOST_LATE) {
      return instead.apply(", which was not asked for its text: others have not answered");
    }
    var asked = new Asked<T>(question);
    try {
      THREADS.execute(asked);
      return asked.answer.get(PATIENCE.toNanos(), NANOSECONDS);
    } catch (ExecutionException e) {
      Throwable thrown = e.getCause();
      return instead.apply(failed(thrown == null ? e : thrown));
    } catch (TimeoutException _) {
      asked.giveUp();
      return instead.apply(", whose text has not been made within " + PATIENCE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      asked.giveUp();
      return instead.apply("");
    } catch (Throwable e) {
      return instead.apply(failed(e)); // no thread is available
    }
  }

  /** Returns the text of a part of a value whose text is being read. */
  private static <T> T direct(Supplier<T> question, Function<String, T> instead) {
    try {
      return question.get();
    } catch (Throwable e) {
      return instead.apply(failed(e));
    }
  }

  /** A request for a text. Its state is written by the caller and by the thread that answers. */
  private static final class Asked<T> implements Runnable {
    private enum State {
      WAITS,
      RUNS,
      DONE,
      GIVEN_UP
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITS);
    private final FutureTask<T> answer;

    Asked(Supplier<T> question) {
      answer = new FutureTask<>(question::get);
    }

    @Override
    public void run() {
      if (state.compareAndSet(State.WAITS, State.RUNS)) {
        answer.run();
        if (!state.compareAndSet(State.RUNS, State.DONE)) {
          LATE.decrementAndGet();
        }
      }
    }

    void giveUp() {
      if (state.getAndSet(State.GIVEN_UP) == State.RUNS) {
        LATE.incrementAndGet();
        boolean _ = answer.cancel(true);
      }
    }
  }

  private static String failed(Throwable thrown) {
    return ", whose text cannot be made: " + thrown.getClass().getName();
  }

  private static String type(Object value) {
    return value.getClass().getName();
  }

  private static String cut(String text) {
    return text.length() <= LONGEST
        ? text
        : "%s… (%,d characters more)"
            .formatted(text.substring(0, LONGEST), text.length() - LONGEST);
  }
}
