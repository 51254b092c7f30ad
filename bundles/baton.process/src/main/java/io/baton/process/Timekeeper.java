package io.baton.process;

import io.baton.api.spi.Safepoints;
import io.baton.api.spi.VersionMarks;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * Time slices. The JDK never takes a carrier away from a virtual thread, so as many processes as
 * there are carriers can stop all others by computing without a pause. When processes wait for a
 * carrier and none was free for a slice, those that compute in a module's loop are made to yield
 * once, and nobody waits busily. Erlang gives each process a number of reductions for the same
 * reason.
 *
 * <p>It costs nothing while carriers are free. It is a platform thread, for it must not wait for a
 * carrier itself.
 */
final class Timekeeper {
  private static final Duration SLICE = Duration.ofMillis(20);

  /** Of very many who wait for a carrier it is not worth while to find who occupies one. */
  private static final int LOOKS = 256;

  private static final Duration MOMENT = Duration.ofMillis(1);

  private final Supplier<Collection<LocalProcess>> processes;
  private final Safepoints safepoints;
  private final VirtualThreadSchedulerMXBean scheduler =
      ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
  private final Thread thread;

  /** Written by who stops the timekeeper, read by it. */
  private volatile boolean stopping;

  Timekeeper(Supplier<Collection<LocalProcess>> processes, Safepoints safepoints) {
    this.processes = processes;
    this.safepoints = safepoints;
    thread = Thread.ofPlatform().daemon().name("baton-timekeeper").unstarted(this::run);
  }

  /** Written by the timekeeper, read by everyone. */
  private volatile long millis = System.currentTimeMillis();

  /** The time to within a slice, for who would rather not ask the system. */
  long millis() {
    return millis;
  }

  void start() {
    thread.start();
  }

  void stop() {
    stopping = true;
    LockSupport.unpark(thread);
  }

  private void run() {
    boolean wereFull = false;
    while (!stopping) {
      LockSupport.parkNanos(this, SLICE.toNanos());
      millis = System.currentTimeMillis();
      boolean full = carriersAreFull();
      BusyWait.carriersAreScarce(full && wereFull);
      if (full && wereFull) {
        endSlice();
      }
      wereFull = full;
    }
    BusyWait.carriersAreScarce(false);
  }

  private boolean carriersAreFull() {
    return scheduler.getQueuedVirtualThreadCount() > 0
        && scheduler.getMountedVirtualThreadCount() >= scheduler.getParallelism();
  }

  /** Everyone who computes in a module yields once, at the next back-edge of a loop. */
  private void endSlice() {
    Set<Thread> computing = ConcurrentHashMap.newKeySet();
    Map<Long, Safepoints.Armed> armed = new HashMap<>();
    var yieldOnce = new YieldOnce(computing);
    try {
      processes.get().stream()
          .filter(Timekeeper::isRunnable)
          .limit(LOOKS)
          .filter(process -> !process.mailbox.isWaiting())
          .map(LocalProcess::thread)
          .forEach(candidate -> {
            Set<Long> versions = versionsOn(candidate);
            if (!versions.isEmpty()) {
              computing.add(candidate);
              versions.forEach(n -> armed.computeIfAbsent(n, _ -> safepoints.arm(n, yieldOnce)));
            }
          });
      if (!computing.isEmpty()) {
        LockSupport.parkNanos(this, MOMENT.toNanos());
      }
    } finally {
      armed.values().forEach(Safepoints.Armed::close);
    }
  }

  private static boolean isRunnable(LocalProcess process) {
    Thread thread = process.thread();
    return thread.isVirtual() && thread.getState() == Thread.State.RUNNABLE;
  }

  private static Set<Long> versionsOn(Thread thread) {
    Set<Long> versions = new HashSet<>();
    for (StackTraceElement frame : thread.getStackTrace()) {
      VersionMarks.numberIn(frame).ifPresent(versions::add);
    }
    return versions;
  }

  /**
   * Lets others run.
   *
   * @param computing who has not yielded yet; each thread takes itself out
   */
  private record YieldOnce(Set<Thread> computing) implements Safepoints.Check {
    @Override
    public void entering(long version) {
      looping(version);
    }

    @Override
    @SuppressWarnings("ThreadPriorityCheck") // no advice to a scheduler: this is what schedules
    public void looping(long version) {
      if (computing.remove(Thread.currentThread())) {
        Thread.yield();
      }
    }
  }
}
