package io.baton.bench.driver;

import java.util.function.IntConsumer;

/**
 * Prints a line for each measurement: name, tab, number. Used by the one thread that measures; what
 * is measured while it is quiet warms up.
 */
public final class Lines {
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

  /** Nanoseconds for one of many. */
  public void per(String name, int operations, IntConsumer work) {
    work.accept(Math.max(1, operations / 10));
    long start = System.nanoTime();
    work.accept(operations);
    print(name, (System.nanoTime() - start) / (double) operations);
  }

  /** Milliseconds for all of it. */
  public void millis(String name, Work work) throws Exception {
    long start = System.nanoTime();
    work.run();
    print(name, (System.nanoTime() - start) / 1e6);
  }
}
