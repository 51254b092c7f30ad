package io.baton.bench.driver;

/**
 * A point in time: by the clock, and by the processor time that this program has used so far. Both
 * in nanoseconds since an arbitrary one.
 *
 * @param clock of {@link System#nanoTime}
 * @param processor of all threads
 */
public record Moment(long clock, long processor) {
  /** Now. */
  public static Moment now() {
    return new Moment(System.nanoTime(), ProcessorTime.nanos());
  }

  /** What there is between an earlier one and this one. */
  Moment minus(Moment start) {
    return new Moment(clock - start.clock, processor - start.processor);
  }
}
