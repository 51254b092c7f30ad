package io.baton.races.stepping;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * A clock that stands still while a thread can run. When none can, the earliest wait ends. The
 * changed classes call this instead of the methods of the same names.
 */
public final class VirtualTime {
  /** Each look at the clock takes so long, so that loops which wait for a moment end. */
  private static final long TICK_NANOS = 1_000;

  /** Touched by one thread at a time, as all that runs in steps. */
  private static final List<Timer> TIMERS = new ArrayList<>();

  private static long now;

  private VirtualTime() {}

  private record Timer(long at, BooleanSupplier isOver, Runnable action) {}

  private static void in(long nanos, BooleanSupplier isOver, Runnable action) {
    TIMERS.add(new Timer(now + Math.max(0, nanos), isOver, action));
  }

  /** Lets the earliest wait end; false if there is none. */
  static boolean endsAWait() {
    TIMERS.removeIf(timer -> timer.isOver().getAsBoolean());
    Optional<Timer> first = TIMERS.stream().min(Comparator.comparingLong(Timer::at));
    first.ifPresent(timer -> {
      TIMERS.remove(timer);
      now = Math.max(now, timer.at());
      timer.action().run();
    });
    return first.isPresent();
  }

  /** Instead of {@link System#nanoTime}. */
  public static long nanoTime() {
    now += TICK_NANOS;
    return now;
  }

  /** Instead of {@link LockSupport#parkNanos(long)}. */
  public static void parkNanos(long nanos) {
    Thread current = Thread.currentThread();
    var isOver = new AtomicBoolean();
    in(nanos, isOver::get, () -> LockSupport.unpark(current));
    LockSupport.park();
    isOver.set(true);
  }

  /** Instead of {@link CountDownLatch#await(long, TimeUnit)}. */
  public static boolean await(CountDownLatch latch, long time, TimeUnit unit)
      throws InterruptedException {
    var down = new CompletableFuture<Boolean>();
    Thread waiter =
        Stepper.thread(
            "latch",
            () -> {
              try {
                latch.await();
                down.complete(true);
              } catch (InterruptedException _) {
                // it is not waited for any more
              }
            });
    waiter.start();
    try {
      return completeOnTimeout(down, false, time, unit).get();
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException(e);
    } finally {
      down.complete(false);
      waiter.interrupt();
    }
  }

  /** Instead of {@link CompletableFuture#completeOnTimeout(Object, long, TimeUnit)}. */
  public static <T> CompletableFuture<T> completeOnTimeout(
      CompletableFuture<T> future, T value, long time, TimeUnit unit) {
    in(unit.toNanos(time), future::isDone, () -> future.complete(value));
    return future;
  }

  /** Instead of {@link Thread#join(Duration)}. */
  public static boolean join(Thread thread, Duration time) throws InterruptedException {
    if (!thread.isVirtual()) {
      return thread.join(time);
    }
    var ended = new CountDownLatch(1);
    Stepper.start(
        "join",
        () -> {
          try {
            thread.join();
            ended.countDown();
          } catch (InterruptedException e) {
            throw new IllegalStateException("no thread interrupts it", e);
          }
        });
    return await(ended, time.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Instead of {@link Object#wait(long)}. */
  @SuppressWarnings({"NotifyCommented", "WaitNotInLoop"}) // the caller has the loop
  public static void wait(Object monitor, long millis) throws InterruptedException {
    var isOver = new AtomicBoolean();
    Runnable wake =
        () -> {
          synchronized (monitor) {
            monitor.notifyAll();
          }
        };
    in(TimeUnit.MILLISECONDS.toNanos(millis), isOver::get, () -> Stepper.start("wait", wake));
    monitor.wait();
    isOver.set(true);
  }
}
