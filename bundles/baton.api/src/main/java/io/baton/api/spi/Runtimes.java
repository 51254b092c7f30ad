package io.baton.api.spi;

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

  private Runtimes() {}

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
     * Who serves now.
     *
     * @return the runtime that is active
     * @throws IllegalStateException if there is none
     */
    public T active() {
      T active = runtime;
      if (active == null) {
        throw new IllegalStateException(missing);
      }
      return active;
    }
  }
}
