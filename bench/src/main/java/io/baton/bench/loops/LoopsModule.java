package io.baton.bench.loops;

/** The code of a module, which is woven or is not. */
public final class LoopsModule implements Loops {
  private long step = 7;

  /** Made by reflection. */
  public LoopsModule() {}

  @Override
  public long numbers(long start) {
    long number = start;
    for (int i = 0; i < ROUNDS; i++) {
      number ^= number << 13;
      number ^= number >>> 7;
      number ^= number << 17;
    }
    return number;
  }

  @Override
  public long array(int[] values) {
    long sum = 0;
    for (int value : values) {
      sum += value;
    }
    return sum;
  }

  @Override
  public long calls(long start) {
    long number = start;
    for (int i = 0; i < ROUNDS; i++) {
      number = next(number);
    }
    return number;
  }

  private long next(long number) {
    return number * 6_364_136_223_846_793_005L + step;
  }
}
