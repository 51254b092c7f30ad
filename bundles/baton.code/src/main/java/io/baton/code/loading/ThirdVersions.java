package io.baton.code.loading;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Lets loads that never purge meet an old version as the configuration says. A load that waits does
 * so on the thread of its caller, and in no lane: others load, purge and delete the module
 * meanwhile.
 */
public final class ThirdVersions {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  /** A look may take long where many processes are; it takes this part of the wait at most. */
  private static final int LOOKS_AT_MOST_A = 20;

  private final Supplier<ThirdVersion> settings;
  private final Pause pause;

  /** Waits. */
  @FunctionalInterface
  public interface Pause {
    /**
     * Waits for some time, or until the caller is interrupted.
     *
     * @param time how long
     * @return false if it was interrupted, and stays so
     */
    boolean during(Duration time);

    /**
     * Waits on the thread of the caller.
     *
     * @param checkCaller throws if the process of the caller has been ended
     * @return the wait
     */
    static Pause of(Runnable checkCaller) {
      return time -> {
        LockSupport.parkNanos(checkCaller, time.toNanos());
        if (Thread.currentThread().isInterrupted()) {
          checkCaller.run();
          return false;
        }
        return true;
      };
    }
  }

  /**
   * As the configuration says.
   *
   * @param settings what is in force
   * @param pause between two looks
   */
  public ThirdVersions(Supplier<ThirdVersion> settings, Pause pause) {
    this.settings = settings;
    this.pause = pause;
  }

  /**
   * Loads by what the configuration says.
   *
   * @param attempt loads; asked again after a wait
   * @param meets whether the result is that an old version is in the way
   * @param isUsed whether something still uses an old version that is
   * @param <R> result of a load
   * @return the last result
   */
  <R> R load(Function<OldVersion, R> attempt, Predicate<R> meets, BooleanSupplier isUsed) {
    ThirdVersion now = settings.get();
    return switch (now.first()) {
      case REFUSE -> attempt.apply(OldVersion.KEEP);
      case PURGE -> attempt.apply(OldVersion.REPLACE);
      case WAIT -> awaited(now, attempt, meets, isUsed);
    };
  }

  private <R> R awaited(
      ThirdVersion now,
      Function<OldVersion, R> attempt,
      Predicate<R> meets,
      BooleanSupplier isUsed) {
    long end = System.nanoTime() + now.patience().toNanos();
    R result = attempt.apply(OldVersion.UNUSED);
    while (meets.test(result)) {
      switch (await(isUsed, end)) {
        case UNUSED -> result = attempt.apply(OldVersion.UNUSED);
        case INTERRUPTED -> {
          return result;
        }
        case OVER -> {
          return attempt.apply(
              now.then() == ThirdVersion.Choice.PURGE ? OldVersion.REPLACE : OldVersion.KEEP);
        }
      }
    }
    return result;
  }

  private enum Outcome {
    UNUSED,
    OVER,
    INTERRUPTED
  }

  private Outcome await(BooleanSupplier isUsed, long end) {
    Duration next = FIRST_PAUSE;
    while (true) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return Outcome.OVER;
      }
      Duration rest = Duration.ofNanos(left);
      if (!pause.during(next.compareTo(rest) < 0 ? next : rest)) {
        return Outcome.INTERRUPTED;
      }
      long look = System.nanoTime();
      if (!isUsed.getAsBoolean()) {
        return Outcome.UNUSED;
      }
      next = longer(next, Duration.ofNanos(System.nanoTime() - look));
    }
  }

  private static Duration longer(Duration pause, Duration look) {
    Duration twice = pause.multipliedBy(2);
    Duration longest = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    Duration least = look.multipliedBy(LOOKS_AT_MOST_A);
    return longest.compareTo(least) < 0 ? least : longest;
  }
}
