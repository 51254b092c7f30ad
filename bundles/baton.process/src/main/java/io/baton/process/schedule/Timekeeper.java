package io.baton.process.schedule;

import io.baton.api.process.RuntimeHolder;
import io.baton.spi.Debugger;
import io.baton.spi.JdkThreads;
import io.baton.spi.Log;
import io.baton.spi.Safepoints;
import io.baton.spi.ServiceThread;
import io.baton.spi.VersionMarks;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * Preempts processes when their time slice is over. The JDK never takes a carrier away from a
 * virtual thread, so as many processes as there are carriers can stop all others by computing
 * without a pause. When processes wait for a carrier and none was free for a slice, those that run
 * are asked to step aside where they receive, call or begin a turn, and no process spins before it
 * parks. A process that has not stepped aside one slice later computes in a module's loop, and is
 * made to step aside there. Erlang gives each process a number of reductions for the same reason.
 * See decision 0041.
 *
 * <p>It costs nothing while carriers are free. It runs on a platform thread, since it must not wait
 * for a carrier itself.
 */
public final class Timekeeper {
  private static final Log LOG = Log.of("io.baton.process");

  /** Length of a time slice, and of a tick: unnoticeable to people, and long against a switch. */
  private static final Duration SLICE = Duration.ofMillis(20);

  /**
   * Time after which held carriers are reported: code with safepoints gives a carrier up within a
   * few slices.
   */
  private static final Duration HELD = Duration.ofSeconds(3);

  /** Maximum number of processes that are found to run per tick, and of those that are known. */
  private static final int MAX_PREEMPTED = 256;

  /**
   * Maximum number of processes that are looked at per tick. Most of very many wait, and to read
   * whether one does takes as long as memory that is in no cache: a million at each tick would take
   * a processor for themselves.
   */
  private static final int MAX_LOOKED_AT = 10_000;

  /** Interval at which the queue of waiting processes is checked during a round. */
  private static final Duration CHECK_INTERVAL = Duration.ofNanos(50_000);

  /**
   * Number of checks in a row that must find no waiting process: a process that runs may wake
   * others.
   */
  private static final int CALM_CHECKS = 3;

  /** Time in which a process gets a carrier, does an operation and steps aside. */
  private static final Duration TIME_PER_PROCESS = Duration.ofNanos(20_000);

  private final Supplier<? extends Collection<? extends ScheduledProcess>> processes;
  private final Safepoints safepoints;
  private final VirtualThreadSchedulerMXBean scheduler =
      ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
  private final HeldCarriers held;
  private final ServiceThread thread;
  private final Balancer balancer = new Balancer();

  public Timekeeper(
      Supplier<? extends Collection<? extends ScheduledProcess>> processes, Safepoints safepoints) {
    this.processes = processes;
    this.safepoints = safepoints;
    held = new HeldCarriers(safepoints, HELD);
    thread =
        new ServiceThread(
            "baton-timekeeper",
            LOG,
            ServiceThread.everyTick(SLICE, this::round),
            () -> false,
            Timekeeper::endLast);
  }

  /**
   * Processes to check next; holds none while carriers are free. Touched by its own thread only.
   */
  private Iterator<? extends ScheduledProcess> next = Collections.emptyIterator();

  /**
   * Processes that ran at the last tick, those found last at the end; none while carriers are free.
   * They are asked at each tick, however long it takes to look at all. Touched by its own thread
   * only.
   */
  private final SequencedSet<ScheduledProcess> known = new LinkedHashSet<>();

  /** True if no carrier was free at the end of the slice before. Touched by its own thread only. */
  private boolean wereFull;

  /** Written by the timekeeper, read by any thread. */
  private volatile long millis = System.currentTimeMillis();

  /**
   * Returns the time in milliseconds since 1970, to within a slice; costs less than to ask the
   * system.
   */
  public long millis() {
    return millis;
  }

  /** Returns a sentence if processes hold all carriers; called by any thread. */
  public Optional<String> alarm() {
    return held.alarm();
  }

  /** Starts it, and the balancer of the queues. */
  public void start() {
    thread.start();
    balancer.start();
  }

  /** Ends both, and does not wait for that. */
  public void stop() {
    thread.stop();
    balancer.stop();
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
      held.check(processes.get(), scheduler.getParallelism());
    } else {
      held.someAreFree();
      next = Collections.emptyIterator();
      known.clear();
    }
    wereFull = full;
  }

  private boolean carriersAreFull() {
    return someoneWaits() && scheduler.getMountedVirtualThreadCount() >= scheduler.getParallelism();
  }

  /** Returns whether a process waits for a carrier; called by any thread. */
  public boolean someoneWaits() {
    return scheduler.getQueuedVirtualThreadCount() > 0;
  }

  /**
   * Asks every running process to step aside. A process that was asked before and has not done so
   * is made to, at the next back-edge of a loop. That is the last resort: to arm a version makes
   * the JVM recompile its code. A process that a debugger holds reaches no back-edge, and gets
   * another slice.
   */
  private void endSlice() {
    Map<Thread, TimeSlice> computing = new ConcurrentHashMap<>();
    Map<Long, Safepoints.Armed> armed = new HashMap<>();
    var check = new StepAside(computing);
    TimeSlice.letOthersRun();
    RuntimeHolder.checkCallers();
    try {
      for (ScheduledProcess process : someWhoRun()) {
        TimeSlice slice = process.slice();
        if (slice.end()) {
          continue;
        }
        if (Debugger.holds(process.thread())) {
          slice.restart();
          continue;
        }
        StackTraceElement[] frames = JdkThreads.stackTrace(process.thread());
        Set<Long> versions = VersionMarks.numbersIn(Arrays.asList(frames));
        if (!versions.isEmpty()) {
          computing.put(process.thread(), slice);
          versions.forEach(n -> armed.computeIfAbsent(n, _ -> safepoints.arm(n, check)));
        }
      }
      letOthersRun(computing);
    } finally {
      armed.values().forEach(Safepoints.Armed::close);
      RuntimeHolder.checkCallersNoMore();
      TimeSlice.resumeAll();
    }
  }

  /**
   * Returns running processes that have begun: those known from the tick before, and what is found
   * among so many others, which come first at the next tick if they are not all. A process that has
   * not begun has used nothing of this slice.
   */
  private List<ScheduledProcess> someWhoRun() {
    known.removeIf(process -> !runs(process));
    boolean fromTheStart = false;
    int found = 0;
    for (int looked = 0; looked < MAX_LOOKED_AT && found < MAX_PREEMPTED; looked++) {
      if (!next.hasNext()) {
        if (fromTheStart) {
          break;
        }
        next = processes.get().iterator();
        fromTheStart = true;
      }
      if (next.hasNext()) {
        ScheduledProcess process = next.next();
        if (runs(process)) {
          found++;
          boolean _ = known.add(process);
        }
      }
    }
    List<ScheduledProcess> some = known.stream().filter(ScheduledProcess::hasBegun).toList();
    while (known.size() > MAX_PREEMPTED) {
      known.removeFirst();
    }
    return some;
  }

  /**
   * Waits until all processes that waited for a carrier have got one, and so have those that they
   * have woken; or for as long as that takes if each does little.
   */
  private void letOthersRun(Map<Thread, TimeSlice> computing) {
    long start = System.nanoTime();
    long most =
        TimeSlice.ASIDE.toNanos()
            + TIME_PER_PROCESS.toNanos() * scheduler.getQueuedVirtualThreadCount();
    int calm = 0;
    do {
      LockSupport.parkNanos(this, CHECK_INTERVAL.toNanos());
      calm = computing.isEmpty() && !someoneWaits() ? calm + 1 : 0;
    } while (calm < CALM_CHECKS && System.nanoTime() - start < most);
  }

  /**
   * Returns whether a process has a carrier that it could leave to others, or waits for one. Most
   * processes wait, and their threads, which are in no cache, are not read.
   */
  private boolean runs(ScheduledProcess process) {
    if (process.isWaiting()) {
      return false;
    }
    Thread thread = process.thread();
    return thread.isVirtual()
        && thread.getState() == Thread.State.RUNNABLE
        && !safepoints.isInitialising(thread);
  }

  /**
   * Makes a computing thread step aside, once.
   *
   * @param computing threads that have not stepped aside yet; each removes itself
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
