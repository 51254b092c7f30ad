package io.baton.process.schedule;

import java.util.function.BooleanSupplier;

/**
 * Adaptive spinning: a waiting process spins briefly before it parks, if that has paid off before,
 * as Erlang's schedulers do ({@code +sbwt}). A message that comes at once then costs neither a park
 * nor an unpark. A process that waits long, or once, rarely spins. No process spins while others
 * wait for a carrier, while those that are woken stay on one ({@link RunQueues}), or with one
 * processor. See decision 0022.
 *
 * <p>There is one for each kind of wait of a process; it is touched by the process's own thread
 * only.
 */
public final class BusyWait {
  /** Maximum time to spin: a few times what it costs to be parked and woken on another carrier. */
  private static final long MOMENT_NANOS = 4_000;

  /** Checks of the condition between two readings of the clock. */
  private static final int CHECKS = 8;

  /** Waits without spinning before the first that spins: most processes never reach it. */
  private static final short FIRST_PAUSE = 7;

  /**
   * Maximum number of waits without spinning: at this, an unsuccessful spin costs a wait less than
   * ten nanoseconds on average.
   */
  private static final short LONGEST_PAUSE = 511;

  /**
   * Maximum number of successful spins in a row; then the process parks once, and others get the
   * carrier.
   */
  private static final short LONGEST_ROW = 10_000;

  /** With one processor, no message can come while a process spins. */
  private static final boolean SEVERAL_PROCESSORS = Runtime.getRuntime().availableProcessors() > 1;

  /**
   * Carriers belong to the JVM, so this is static. Written by the timekeepers, read by waiting
   * processes.
   */
  private static volatile boolean carriersAreScarce;

  /**
   * Waits without spinning after the next unsuccessful spin; grows with each of these, and shrinks
   * with each success.
   */
  private short pause = FIRST_PAUSE;

  /** Waits without spinning that are left. */
  private short left = FIRST_PAUSE;

  /** Successful spins in a row. */
  private short row;

  /** Sets whether more processes have something to do than there are carriers. */
  static void carriersAreScarce(boolean scarce) {
    if (scarce != carriersAreScarce) {
      carriersAreScarce = scarce;
    }
  }

  static boolean carriersAreScarce() {
    return carriersAreScarce;
  }

  /**
   * Spins until a wait is over, for a moment or not at all.
   *
   * @param over the condition, checked repeatedly
   * @param nanos maximum time
   * @return false if the wait is not over
   */
  public boolean isOver(BooleanSupplier over, long nanos) {
    if (carriersAreScarce || RunQueues.areWatched() || !SEVERAL_PROCESSORS) {
      return false;
    }
    if (left > 0) {
      left--;
      return false;
    }
    if (row == LONGEST_ROW) {
      row = 0;
      return false;
    }
    boolean worthWhile = spin(over, Math.min(nanos, MOMENT_NANOS));
    if (worthWhile) {
      pause >>= 1;
      row++;
      RunQueues.countSpin();
    } else {
      pause = (short) Math.min(4 * pause + 3, LONGEST_PAUSE);
      left = pause;
      row = 0;
    }
    return worthWhile;
  }

  private static boolean spin(BooleanSupplier over, long nanos) {
    long start = System.nanoTime();
    do {
      for (int i = 0; i < CHECKS; i++) {
        if (over.getAsBoolean()) {
          return true;
        }
        Thread.onSpinWait();
      }
    } while (System.nanoTime() - start < nanos);
    return false;
  }
}
