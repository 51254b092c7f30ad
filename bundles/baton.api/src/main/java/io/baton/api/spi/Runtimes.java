package io.baton.api.spi;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Who serves the static functions of the API: how Baton's bundles make themselves known to it. */
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

  /** How many have something to say to callers; written by the process runtime. */
  private static final AtomicInteger CHECKS = new AtomicInteger();

  private Runtimes() {}

  /**
   * Lets others run if the calling process has had its time, and ends it if it has been ended. Each
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
   * The same before a function of a service of the API uses something.
   *
   * @param <T> its type
   * @param part what the function uses
   * @return the same
   */
  public static <T> T checked(T part) {
    checkCaller();
    return part;
  }

  /** From now on, callers ask the process runtime whether they may go on. */
  public static void checkCallers() {
    CHECKS.incrementAndGet();
  }

  /** Takes one {@link #checkCallers} back. */
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
     * From now on the functions are served by this runtime.
     *
     * @param next the runtime that is active
     */
    public void start(T next) {
      runtime = next;
    }

    /**
     * From now on the functions are not served, unless another runtime has taken over.
     *
     * @param last the runtime that stops
     */
    public void stop(T last) {
      if (runtime == last) {
        runtime = null;
      }
    }

    /**
     * Who serves now; first {@linkplain Runtimes#checkCaller checks the caller}.
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
