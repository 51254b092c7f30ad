package io.baton.bench.driver;

import java.util.function.IntConsumer;

/**
 * Prints a line for each measurement: name, tab, number. Used by the one thread that measures; what
 * is measured while it is quiet warms up.
 */
public final class Lines {
  /** What the name of a line ends with that is in processor time. */
  public static final String PROCESSOR = ", processor time";

  private static final double MILLIS = 1e6;

  private boolean quiet;

  /** Says all that it is told. */
  public Lines() {}

  /** Does something without a word, so that the compiler knows it. */
  public void warmUp(int times, Work work) throws Exception {
    quiet = true;
    for (int i = 0; i < times; i++) {
      work.run();
    }
    quiet = false;
  }

  /** Something that is measured. */
  @FunctionalInterface
  public interface Work {
    /** Does it. */
    void run() throws Exception;
  }

  /** A line. */
  public void print(String name, double value) {
    if (!quiet) {
      System.out.printf("%s\t%.3f%n", name, value);
      System.out.flush();
    }
  }

  /** Two lines: what something that ends now has taken by the clock, and in processor time. */
  private void spent(String name, Moment start, double nanosInUnit) {
    Moment spent = Moment.now().minus(start);
    print(name, spent.clock() / nanosInUnit);
    print(name + PROCESSOR, spent.processor() / nanosInUnit);
  }

  /** Nanoseconds for one of many. */
  public void per(String name, int operations, IntConsumer work) {
    work.accept(Math.max(1, operations / 10));
    Moment start = Moment.now();
    work.accept(operations);
    perEach(name, operations, start);
  }

  /** Nanoseconds since the start for one of many. */
  public void perEach(String name, int operations, Moment start) {
    spent(name, start, operations);
  }

  /** Milliseconds for all of it. */
  public void millis(String name, Work work) throws Exception {
    Moment start = Moment.now();
    work.run();
    millisSince(name, start);
  }

  /** Milliseconds since the start. */
  public void millisSince(String name, Moment start) {
    spent(name, start, MILLIS);
  }

  /** Milliseconds since the start for one of many. */
  public void millisEach(String name, int operations, Moment start) {
    spent(name, start, MILLIS * operations);
  }
}
