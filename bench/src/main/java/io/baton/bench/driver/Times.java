package io.baton.bench.driver;

import java.util.Arrays;

/** How long something took, many times. */
public final class Times {
  private final double[] millis;
  private int filled;
  private long processor;

  /** Room for so many. */
  public Times(int many) {
    millis = new double[many];
  }

  /** One more, given its start. */
  public void since(Moment start) {
    Moment spent = Moment.now().minus(start);
    millis[filled++] = spent.clock() / 1e6;
    processor += spent.processor();
  }

  /** Prints the median, what 99 of 100 stay below, and the mean in processor time. */
  public void print(Lines lines, String name) {
    double[] sorted = Arrays.copyOf(millis, filled);
    Arrays.sort(sorted);
    lines.print(name + ", median", sorted[sorted.length / 2]);
    lines.print(name + ", median" + Lines.PROCESSOR, processor / 1e6 / filled);
    lines.print(name + ", p99", sorted[(int) Math.ceil(0.99 * sorted.length) - 1]);
  }
}
