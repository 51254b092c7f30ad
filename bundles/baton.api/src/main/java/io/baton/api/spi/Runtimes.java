package io.baton.api.spi;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Registry of the runtimes that serve the static functions of the API; Baton's bundles register
 * themselves here.
 */
public final class Runtimes {
  /** Serves {@link io.baton.api.process.Processes} and its neighbours. */
  public static final Holder<ProcessRuntime> PROCESSES = holder("process runtime", "process");

  /** Serves {@link io.baton.api.server.Servers}. */
  public static final Holder<ServerRuntime> SERVERS = holder("server runtime", "otp");

  /** Serves {@link io.baton.api.statem.StateMachines}. */
  public static final Holder<StatemRuntime> STATE_MACHINES =
      holder("runtime of state machines", "otp");

  /** Serves {@link io.baton.api.event.EventManagers}. */
  public static final Holder<EventRuntime> EVENT_MANAGERS =
      holder("runtime of event managers", "otp");

  /** Serves {@link io.baton.api.supervisor.Supervisors}. */
  public static final Holder<SupervisorRuntime> SUPERVISORS = holder("supervisor runtime", "otp");

  /** Number of reasons to check callers; written by the process runtime. */
  private static final AtomicInteger CHECKS = new AtomicInteger();

  private Runtimes() {}

  /**
   * Yields if the time slice of the calling process is over, and throws if it has been ended. Each
   * function of the API begins with this, since it may be called in a loop by code that has no
   * safepoints. Costs what reading a field costs, unless there is something to do.
   */
  public static void checkCaller() {
    if (CHECKS.get() != 0) {
      ProcessRuntime processes = PROCESSES.runtime;
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

  private static <T> Holder<T> holder(String what, String bundle) {
    return new Holder<>("no %s: the bundle baton.%s must be started first".formatted(what, bundle));
  }

  /**
   * One runtime, while it is active. Thread-safe.
   *
   * @param <T> what it serves
   */
  public static final class Holder<T> {
    private final String missing;

    /** Written when the runtime starts and stops, read by every thread. */
    private volatile @Nullable T runtime;

    private Holder(String missing) {
      this.missing = missing;
    }

    /**
     * Makes this runtime serve the functions from now on.
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
     * Returns the active runtime, after {@linkplain Runtimes#checkCaller checking the caller}.
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
  }
}
