package io.baton.api.spi;

import io.baton.api.process.Pid;
import io.baton.api.process.TimerRef;
import io.baton.api.process.Timers;
import java.time.Duration;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** Runtime that {@link Timers} forwards to. */
@ProviderType
public interface ProcessTimers {
  /** {@link Timers#sendAfter(Duration, Pid, Object)}. */
  TimerRef sendAfter(Duration delay, Pid to, Object message);

  /** {@link Timers#sendAfter(Duration, String, Object)}. */
  TimerRef sendAfter(Duration delay, String name, Object message);

  /** {@link Timers#cancelTimer(TimerRef)}. */
  Optional<Duration> cancel(TimerRef timer);
}
