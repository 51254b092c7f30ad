package io.baton.process.schedule;

import java.util.function.BooleanSupplier;

/**
 * Who waits may look again for a moment before it parks, as Erlang's schedulers do ({@code +sbwt}).
 * What comes at once then costs neither a park nor the sender an unpark. Whether it looks is
 * learned from how often that was worth while: who waits long, or once, hardly ever does. Nobody
 * does while others wait for a carrier, or with one processor.
 *
 * <p>One for each kind of wait of a process; touched by the process's own thread only.
 */
public final class BusyWait {
  /** A few times what it costs to be parked and woken on another carrier. */
  private static final long MOMENT_NANOS = 4_000;

  /** How often it is looked between two looks at the time. */
  private static final int LOOKS = 8;

  /** How many waits pass before the first that looks: most processes never come so far. */
  private static final short FIRST_PAUSE = 7;

  /** With this, a moment that is lost costs a wait less than ten nanoseconds. */
  private static final short LONGEST_PAUSE = 511;

  /** How often in a row a carrier is kept; then it parks, and others get the carrier. */
  private static final short LONGEST_ROW = 10_000;

  /** With one, what one waits for cannot come while one looks. */
  private static final boolean SEVERAL_PROCESSORS = Runtime.getRuntime().availableProcessors() > 1;

  /** Carriers are the JVM's, so this is too. Written by the timekeepers, read by who waits. */
  private static volatile boolean carriersAreScarce;

  /** How many waits pass after the next look that is in vain; grows by that, and shrinks. */
  private short pause = FIRST_PAUSE;

  /** How many of them are left. */
  private short left = FIRST_PAUSE;

  /** How many looks in a row were not in vain. */
  private short row;

  /** Whether there are more processes with something to do than carriers. */
  static void carriersAreScarce(boolean scarce) {
    if (scarce != carriersAreScarce) {
      carriersAreScarce = scarce;
    }
  }

  static boolean carriersAreScarce() {
    return carriersAreScarce;
  }

  /**
   * Looks whether a wait is over, for a moment or not at all.
   *
   * @param over asked again and again
   * @param nanos how long at most
   * @return false if the wait goes on
   */
  public boolean isOver(BooleanSupplier over, long nanos) {
    if (carriersAreScarce || !SEVERAL_PROCESSORS) {
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
    boolean worthWhile = look(over, Math.min(nanos, MOMENT_NANOS));
    if (worthWhile) {
      pause >>= 1;
      row++;
    } else {
      pause = (short) Math.min(4 * pause + 3, LONGEST_PAUSE);
      left = pause;
      row = 0;
    }
    return worthWhile;
  }

  private static boolean look(BooleanSupplier over, long nanos) {
    long start = System.nanoTime();
    do {
      for (int i = 0; i < LOOKS; i++) {
        if (over.getAsBoolean()) {
          return true;
        }
        Thread.onSpinWait();
      }
    } while (System.nanoTime() - start < nanos);
    return false;
  }
}
