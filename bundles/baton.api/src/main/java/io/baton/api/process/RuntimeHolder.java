package io.baton.api.process;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Holder of a runtime that the static functions of the API forward to, while it is active. Baton's
 * bundles register themselves here; modules and their clients have no use for it. Thread-safe.
 *
 * @param <T> type of the runtime
 */
public final class RuntimeHolder<T> {
  /** Number of reasons to check callers; written by the process runtime. */
  private static final AtomicInteger CHECKS = new AtomicInteger();

  /** The framework that the runtimes are of; written as the process runtime starts and ends. */
  private static final AtomicReference<@Nullable String> OWNER = new AtomicReference<>();

  private final String missing;

  /** Written when the runtime starts and stops, read by every thread. */
  private volatile @Nullable T runtime;

  /**
   * Creates a holder without a runtime.
   *
   * @param what the runtime, for the message that there is none
   * @param bundle the bundle that brings it, without {@code baton.}
   */
  public RuntimeHolder(String what, String bundle) {
    missing = "no %s: the bundle baton.%s must be started first".formatted(what, bundle);
  }

  /**
   * Notes of which framework the runtimes are. Of two that have the same classes of the API, the
   * processes of one would run in the other.
   *
   * @param framework its id
   * @throws IllegalStateException if they are another framework's, until that has stopped
   */
  public static void claim(String framework) {
    String other = OWNER.compareAndExchange(null, framework);
    if (other != null && !other.equals(framework)) {
      throw new IllegalStateException(
          ("Baton runs in another framework of this JVM (%s), which has the same classes of"
                  + " io.baton.api as this one (%s): stop that one, or give each framework the"
                  + " bundle baton.api instead of packages of the class path")
              .formatted(other, framework));
    }
  }

  /**
   * Notes that a framework's runtimes have ended.
   *
   * @param framework its id; nothing happens if they are another one's
   */
  public static void release(String framework) {
    var _ = OWNER.updateAndGet(now -> framework.equals(now) ? null : now);
  }

  /**
   * Makes a runtime serve the functions from now on.
   *
   * @param next the runtime that is active
   */
  public void start(T next) {
    runtime = next;
  }

  /**
   * Ends the service of the functions, unless another runtime has taken over.
   *
   * @param last the runtime that stops
   */
  public void stop(T last) {
    if (runtime == last) {
      runtime = null;
    }
  }

  /**
   * Returns the active runtime, and does not check the caller.
   *
   * @return the runtime; empty if none is active
   */
  public Optional<T> find() {
    return Optional.ofNullable(runtime);
  }

  /**
   * Returns the active runtime, after {@linkplain #checkCaller checking the caller}.
   *
   * @return the runtime that is active
   * @throws IllegalStateException if there is none
   */
  public T active() {
    checkCaller();
    T active = runtime;
    if (active == null) {
      throw new IllegalStateException(missing);
    }
    return active;
  }

  /**
   * Yields if the time slice of the calling process is over, and throws if it has been ended. Each
   * function of the API begins with this, since it may be called in a loop by code that has no
   * safepoints. Costs what reading a field costs, unless there is something to do.
   */
  public static void checkCaller() {
    if (CHECKS.get() != 0) {
      ProcessRuntime processes = ProcessRuntime.HOLDER.runtime;
      if (processes != null) {
        processes.checkpoint();
      }
    }
  }

  /**
   * Checks the caller before a function of a service of the API uses something.
   *
   * @param <T> its type
   * @param part what the function uses
   * @return that part
   */
  public static <T> T checked(T part) {
    checkCaller();
    return part;
  }

  /** Makes callers check with the process runtime, from now on, whether they may continue. */
  public static void checkCallers() {
    CHECKS.incrementAndGet();
  }

  /** Reverts one {@link #checkCallers}. */
  public static void checkCallersNoMore() {
    CHECKS.decrementAndGet();
  }
}
