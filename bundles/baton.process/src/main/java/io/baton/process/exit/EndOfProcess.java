package io.baton.process.exit;

import io.baton.process.lifecycle.Unwinding;
import io.baton.process.state.LocalProcess;
import io.baton.spi.JdkThreads;
import io.baton.spi.Safepoints;
import io.baton.spi.VersionMarks;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Safepoint check that terminates code which runs for a process that has ended. All processes share
 * one check, so that a purge of many does not make each process run the checks of all others. See
 * decisions 0005 and 0046.
 */
public final class EndOfProcess implements Safepoints.Check {
  private final Safepoints safepoints;
  private final Consumer<LocalProcess> leftModules;

  /**
   * Processes to terminate, by the number of their thread. Written by the reaper, read at
   * safepoints.
   */
  private final ConcurrentMap<Long, LocalProcess> ended = new ConcurrentHashMap<>();

  /** Versions that this check is armed in; touched by the reaper only. */
  private final Map<Long, Place> places = new HashMap<>();

  static final class Place {
    final Safepoints.Armed armed;
    int stragglers;

    Place(Safepoints.Armed armed) {
      this.armed = armed;
    }

    /** Removes one straggler; null if it was the last one. */
    @Nullable Place without() {
      stragglers--;
      if (stragglers > 0) {
        return this;
      }
      armed.close();
      return null;
    }
  }

  /**
   * Creates a check that is not armed in any version.
   *
   * @param leftModules receives a process whose borrowed thread has left all modules
   */
  EndOfProcess(Safepoints safepoints, Consumer<LocalProcess> leftModules) {
    this.safepoints = safepoints;
    this.leftModules = leftModules;
  }

  /** Returns the versions that a thread is in without its stack trace showing it. */
  Set<Long> unseen(Thread victim) {
    return safepoints.unseen(victim);
  }

  /** Terminates a process in one more version; called by the reaper, once for each version. */
  void arm(LocalProcess process, Thread victim, long version) {
    ended.put(victim.threadId(), process);
    places.computeIfAbsent(version, number -> new Place(safepoints.arm(number, this))).stragglers++;
  }

  /**
   * Disarms the check for a process; called by the reaper, once for each process, with all versions
   * that were armed for it.
   */
  void release(LocalProcess process, Thread victim, Iterable<Long> versions) {
    ended.remove(victim.threadId(), process);
    for (Long version : versions) {
      places.computeIfPresent(version, (_, place) -> place.without());
    }
  }

  /**
   * Distinguishes a thread that enters a module from outside after its exit was delivered: it has
   * left the old call.
   */
  @Override
  public void entering(long version) {
    LocalProcess process = endedCaller();
    if (process != null) {
      if (isBackAgain(process)) {
        leftModules.accept(process);
      } else {
        end(process);
      }
    }
  }

  @Override
  public void looping(long version) {
    LocalProcess process = endedCaller();
    if (process != null) {
      end(process);
    }
  }

  private @Nullable LocalProcess endedCaller() {
    Thread caller = Thread.currentThread();
    LocalProcess process = ended.get(caller.threadId());
    return process != null && process.thread() == caller && !process.isUnwound() ? process : null;
  }

  private static boolean isBackAgain(LocalProcess process) {
    Unwinding unwinding = process.unwinding();
    return process.isBorrowed()
        && unwinding != null
        && unwinding.isExitDelivered()
        && !LocalProcess.CURRENT.isBound()
        && framesOfModules() == 1;
  }

  /** Returns the number of functions of modules on the stack of the calling thread. */
  public static long framesOfModules() {
    return Arrays.stream(JdkThreads.stackTrace(Thread.currentThread()))
        .filter(frame -> VersionMarks.numberIn(frame).isPresent())
        .count();
  }

  /** Terminates the code, unless its thread initialises a class: then that is finished first. */
  private void end(LocalProcess process) {
    Unwinding unwinding = process.unwinding();
    if (unwinding != null
        && !unwinding.passes()
        && !safepoints.isInitialising(Thread.currentThread())) {
      unwinding.markExitDelivered();
      throw unwinding.exit();
    }
  }
}
