package io.baton.process.exit;

import io.baton.api.spi.Safepoints;
import io.baton.api.spi.VersionMarks;
import io.baton.process.lifecycle.Unwinding;
import io.baton.process.state.LocalProcess;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends the code that it is met in, if that runs for a process that has ended. One check for all, so
 * that a purge of many does not make each of them meet the checks of all others.
 */
public final class EndOfProcess implements Safepoints.Check {
  private final Safepoints safepoints;
  private final Consumer<LocalProcess> leftModules;

  /** Whom this concerns, by the number of the thread. Written by the reaper, read at safepoints. */
  private final ConcurrentMap<Long, LocalProcess> ended = new ConcurrentHashMap<>();

  /** Where this is in force; touched by the reaper only. */
  private final Map<Long, Place> places = new HashMap<>();

  static final class Place {
    final Safepoints.Armed armed;
    int stragglers;

    Place(Safepoints.Armed armed) {
      this.armed = armed;
    }

    /** One straggler less; null if that was the last. */
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
   * In force nowhere.
   *
   * @param leftModules told of a borrowed thread that has left all modules
   */
  EndOfProcess(Safepoints safepoints, Consumer<LocalProcess> leftModules) {
    this.safepoints = safepoints;
    this.leftModules = leftModules;
  }

  /** Returns the versions that a thread is in without its stack trace showing it. */
  Set<Long> unseen(Thread victim) {
    return safepoints.unseen(victim);
  }

  /** Meets a process in one version more; called by the reaper, once for each. */
  void arm(LocalProcess process, Thread victim, long version) {
    ended.put(victim.threadId(), process);
    places.computeIfAbsent(version, number -> new Place(safepoints.arm(number, this))).stragglers++;
  }

  /** Called by the reaper, once for each process, with all versions that it was to be met in. */
  void release(LocalProcess process, Thread victim, Iterable<Long> versions) {
    ended.remove(victim.threadId(), process);
    for (Long version : versions) {
      places.computeIfPresent(version, (_, place) -> place.without());
    }
  }

  /** Who was told, and enters a module from outside, has left what it was in. */
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

  /** How many functions of modules the calling thread is in. */
  public static long framesOfModules() {
    return Arrays.stream(Thread.currentThread().getStackTrace())
        .filter(frame -> VersionMarks.numberIn(frame).isPresent())
        .count();
  }

  /** A process that has ended just when it began to initialise a class ends after that. */
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
