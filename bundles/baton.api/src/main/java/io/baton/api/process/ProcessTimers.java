package io.baton.api.process;

import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Runtime that {@link Timers} forwards to. */
@ProviderType
@SuppressWarnings("doclint:missing")
public interface ProcessTimers {
  /** {@link Timers#sendAfter(Duration, Pid, Object)}. */
  TimerRef sendAfter(Duration delay, Pid to, Object message);

  /** {@link Timers#sendAfter(Duration, String, Object)}. */
  TimerRef sendAfter(Duration delay, String name, Object message);

  /** {@link Timers#cancelTimer(TimerRef)}. */
  Optional<Duration> cancel(TimerRef timer);
}
