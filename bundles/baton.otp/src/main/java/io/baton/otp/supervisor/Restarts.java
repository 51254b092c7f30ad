package io.baton.otp.supervisor;

import io.baton.api.supervisor.SupervisorSpec;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Recent restarts of one supervisor. Erlang: {@code supervisor:add_restart/1}. Written by the
 * supervisor's process, read by {@link SupervisorTree}; guarded by itself.
 */
final class Restarts {
  private final LongSupplier clock;
  private final Deque<Long> times = new ArrayDeque<>();

  Restarts(LongSupplier clock) {
    this.clock = clock;
  }

  /** Adds a restart, and returns whether the intensity allows it. */
  synchronized boolean add(SupervisorSpec spec) {
    times.add(clock.getAsLong());
    return count(spec) <= spec.intensity();
  }

  /** Returns the number of restarts within the period. */
  synchronized int count(SupervisorSpec spec) {
    long now = clock.getAsLong();
    long period = TimeUnit.NANOSECONDS.convert(spec.period());
    while (!times.isEmpty() && now - times.getFirst() > period) {
      times.removeFirst();
    }
    return times.size();
  }
}
