package io.baton.process.timer;

import io.baton.api.process.Pid;
import io.baton.api.process.ProcessTimers;
import io.baton.api.process.TimerRef;
import io.baton.process.schedule.Timeout;
import io.baton.process.spawn.Callers;
import io.baton.process.state.LocalPid;
import io.baton.process.state.LocalProcess;
import io.baton.process.state.Names;
import io.baton.process.state.PendingTimer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Timers that send messages. They run on one platform thread, since processes that compute may
 * occupy all carriers. The JDK's executor keeps them in a heap with the position of each, so that
 * starting and cancelling a timer takes logarithmic time, and a cancelled timer is removed at once;
 * removing one from a {@code DelayQueue} would take linear time.
 */
public final class MessageTimers implements ProcessTimers {
  private final ScheduledThreadPoolExecutor clock =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform()
              .daemon()
              .name("baton-timers")
              .inheritInheritableThreadLocals(false)
              .factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  /**
   * Written by threads that start, cancel or drop a timer, and by the clock; the thread that
   * removes a timer acts.
   */
  private final ConcurrentMap<Long, Timer> pending = new ConcurrentHashMap<>();

  private final Callers callers;
  private final Names names;
  private final LongSupplier numbers;

  public MessageTimers(Callers callers, Names names, LongSupplier numbers) {
    this.callers = callers;
    this.names = names;
    this.numbers = numbers;
    clock.setRemoveOnCancelPolicy(true);
  }

  /** A message that waits for its time. */
  final class Timer implements PendingTimer {
    private final TimerRef ref = new TimerRef(numbers.getAsLong());
    private final @Nullable LocalProcess receiver;
    private final String name;
    private final Object message;

    /** Written by the thread that starts the timer, read by a thread that stops it. */
    private volatile @Nullable ScheduledFuture<?> alarm;

    private Timer(@Nullable LocalProcess receiver, String name, Object message) {
      this.receiver = receiver;
      this.name = name;
      this.message = message;
    }

    @Override
    public Object message() {
      return message;
    }

    @Override
    public void drop() {
      if (pending.remove(ref.number(), this)) {
        stop();
      }
    }

    private void stop() {
      Future<?> known = alarm;
      if (known != null) {
        known.cancel(false);
      }
    }

    private void ring() {
      if (!pending.remove(ref.number(), this)) {
        return;
      }
      if (receiver == null) {
        names.find(name).ifPresent(found -> found.mailbox().offer(message));
      } else {
        receiver.resources().remove(this);
        receiver.mailbox().offer(message);
      }
    }
  }

  @Override
  public TimerRef sendAfter(Duration delay, Pid to, Object message) {
    long nanos = Timeout.nanos("a delay", delay);
    callers.known();
    LocalProcess process = LocalPid.processOf(to);
    if (process == null) {
      return new TimerRef(numbers.getAsLong());
    }
    var timer = new Timer(process, "", message);
    if (process.resources().add(timer)) {
      start(timer, nanos);
    }
    return timer.ref;
  }

  @Override
  public TimerRef sendAfter(Duration delay, String name, Object message) {
    long nanos = Timeout.nanos("a delay", delay);
    callers.known();
    var timer = new Timer(null, name, message);
    start(timer, nanos);
    return timer.ref;
  }

  /**
   * Starts a timer. A thread that drops the timer meanwhile either finds the alarm, or is found by
   * the second check.
   */
  private void start(Timer timer, long nanos) {
    pending.put(timer.ref.number(), timer);
    timer.alarm = clock.schedule(timer::ring, nanos, TimeUnit.NANOSECONDS);
    LocalProcess receiver = timer.receiver;
    if (receiver != null && receiver.ended() != null) {
      timer.drop();
    }
    if (!pending.containsKey(timer.ref.number())) {
      timer.stop();
    }
  }

  @Override
  public Optional<Duration> cancel(TimerRef ref) {
    callers.known();
    Timer timer = pending.remove(ref.number());
    if (timer == null) {
      return Optional.empty();
    }
    timer.stop();
    if (timer.receiver != null) {
      timer.receiver.resources().remove(timer);
    }
    ScheduledFuture<?> alarm = timer.alarm;
    long rest = alarm == null ? 0 : alarm.getDelay(TimeUnit.NANOSECONDS);
    return Optional.of(Duration.ofNanos(Math.max(0, rest)));
  }

  /** Returns how many have not fired yet. */
  int waiting() {
    return Math.max(pending.size(), clock.getQueue().size());
  }

  public void stop() {
    clock.shutdownNow();
    pending.clear();
  }
}
