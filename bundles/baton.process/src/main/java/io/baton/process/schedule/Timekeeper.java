package io.baton.process.schedule;

import io.baton.api.spi.Runtimes;
import io.baton.api.spi.Safepoints;
import io.baton.api.spi.VersionMarks;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * Time slices. The JDK never takes a carrier away from a virtual thread, so as many processes as
 * there are carriers can stop all others by computing without a pause. When processes wait for a
 * carrier and none was free for a slice, those that run are asked to step aside where they receive,
 * call or begin a turn, and nobody waits busily. Who has not done so a slice later computes in a
 * module's loop, and is made to step aside there. Erlang gives each process a number of reductions
 * for the same reason.
 *
 * <p>It costs nothing while carriers are free. It is a platform thread, for it must not wait for a
 * carrier itself.
 */
public final class Timekeeper {
  private static final Duration SLICE = Duration.ofMillis(20);

  /** Code with safepoints gives a carrier up within a few slices. */
  private static final Duration HELD = Duration.ofSeconds(3);

  /** Of so many the slice ends at once; of all others later. */
  private static final int MOST = 256;

  /** How often it is looked whether all who waited have begun. */
  private static final Duration GLANCE = Duration.ofNanos(50_000);

  /** So often in a row nobody must be seen to wait: who is let run wakes others in turn. */
  private static final int CALM = 3;

  /** What it takes, on one carrier, to get it, do something and step aside. */
  private static final Duration FOR_EACH = Duration.ofNanos(20_000);

  private final Supplier<? extends Collection<? extends ScheduledProcess>> processes;
  private final Safepoints safepoints;
  private final VirtualThreadSchedulerMXBean scheduler =
      ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
  private final HeldCarriers held;
  private final ServiceThread thread;

  public Timekeeper(
      Supplier<? extends Collection<? extends ScheduledProcess>> processes, Safepoints safepoints) {
    this.processes = processes;
    this.safepoints = safepoints;
    held = new HeldCarriers(safepoints, HELD);
    thread = new ServiceThread("baton-timekeeper", SLICE, this::round, Timekeeper::endLast);
  }

  /** Whose turn it is to be looked at; keeps nobody when carriers are free. Its thread's own. */
  private Iterator<? extends ScheduledProcess> next = Collections.emptyIterator();

  /** Whether no carrier was free at the end of the slice before. Its thread's own. */
  private boolean wereFull;

  /** Written by the timekeeper, read by everyone. */
  private volatile long millis = System.currentTimeMillis();

  /** The time to within a slice, for who would rather not ask the system. */
  public long millis() {
    return millis;
  }

  /** Whether processes hold all carriers; asked by any thread. */
  public Optional<String> alarm() {
    return held.alarm();
  }

  public void start() {
    thread.start();
  }

  public void stop() {
    thread.stop();
  }

  private static void endLast() {
    BusyWait.carriersAreScarce(false);
  }

  private void round() {
    millis = System.currentTimeMillis();
    boolean full = carriersAreFull();
    BusyWait.carriersAreScarce(full && wereFull);
    if (full && wereFull) {
      endSlice();
      held.look(processes.get(), scheduler.getParallelism());
    } else {
      held.someAreFree();
      next = Collections.emptyIterator();
    }
    wereFull = full;
  }

  private boolean carriersAreFull() {
    return someoneWaits() && scheduler.getMountedVirtualThreadCount() >= scheduler.getParallelism();
  }

  private boolean someoneWaits() {
    return scheduler.getQueuedVirtualThreadCount() > 0;
  }

  /**
   * Everyone who runs is asked to step aside; who was asked before and has not done so is made to,
   * at the next back-edge of a loop. That is the last resort: to arm a version makes the JVM
   * compile its code anew.
   */
  private void endSlice() {
    Map<Thread, TimeSlice> computing = new ConcurrentHashMap<>();
    Map<Long, Safepoints.Armed> armed = new HashMap<>();
    var check = new StepAside(computing);
    TimeSlice.letOthersRun();
    Runtimes.checkCallers();
    try {
      for (ScheduledProcess process : someWhoRun()) {
        TimeSlice slice = process.slice();
        if (!slice.end()) {
          Set<Long> versions = versionsOn(process.thread());
          if (!versions.isEmpty()) {
            computing.put(process.thread(), slice);
            versions.forEach(n -> armed.computeIfAbsent(n, _ -> safepoints.arm(n, check)));
          }
        }
      }
      letOthersRun(computing);
    } finally {
      armed.values().forEach(Safepoints.Armed::close);
      Runtimes.checkCallersNoMore();
      TimeSlice.resumeAll();
    }
  }

  /**
   * Each is looked at once, or so many that the others come first at the end of the next slice. Who
   * has not begun yet has had nothing of this one.
   */
  private List<ScheduledProcess> someWhoRun() {
    List<ScheduledProcess> some = new ArrayList<>();
    boolean fromTheStart = false;
    int looks = 0;
    while (looks < MOST) {
      if (next.hasNext()) {
        ScheduledProcess process = next.next();
        if (runs(process)) {
          looks++;
          if (process.hasBegun()) {
            some.add(process);
          }
        }
      } else if (fromTheStart) {
        break;
      } else {
        next = processes.get().iterator();
        fromTheStart = true;
      }
    }
    return some;
  }

  /**
   * Until all who waited for a carrier have got one, and what they have woken too; or for as long
   * as that takes if each does little.
   */
  private void letOthersRun(Map<Thread, TimeSlice> computing) {
    long start = System.nanoTime();
    long most =
        TimeSlice.ASIDE.toNanos() + FOR_EACH.toNanos() * scheduler.getQueuedVirtualThreadCount();
    int calm = 0;
    do {
      LockSupport.parkNanos(this, GLANCE.toNanos());
      calm = computing.isEmpty() && !someoneWaits() ? calm + 1 : 0;
    } while (calm < CALM && System.nanoTime() - start < most);
  }

  /** Whether it has a carrier that it could leave to others, or waits for one. */
  private boolean runs(ScheduledProcess process) {
    Thread thread = process.thread();
    return thread.isVirtual()
        && thread.getState() == Thread.State.RUNNABLE
        && !process.isWaiting()
        && !safepoints.isInitialising(thread);
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
   * @param computing who has not stepped aside yet; each thread takes itself out
   */
  private record StepAside(Map<Thread, TimeSlice> computing) implements Safepoints.Check {
    @Override
    public void entering(long version) {
      looping(version);
    }

    @Override
    public void looping(long version) {
      TimeSlice slice = computing.remove(Thread.currentThread());
      if (slice != null) {
        slice.stepAside();
      }
    }
  }
}
