package io.baton.bench.driver;

/**
 * Loads of a module of fifty classes beside the version that runs, each followed by a purge, which
 * is not measured. The same as {@code erlang/loads.erl}. Milliseconds.
 */
public final class Loads {
  private static final int WARM_UPS = 20;

  private final Framework framework;
  private final Lines lines = new Lines();

  Loads(Framework framework) {
    this.framework = framework;
  }

  /** So many. */
  public void loads(int loads) {
    measure(Math.min(WARM_UPS, loads));
    measure(loads).print(lines, "load");
  }

  private Times measure(int loads) {
    var times = new Times(loads);
    framework.load("parts", 1);
    for (int i = 0; i < loads; i++) {
      Moment start = Moment.now();
      framework.load("parts", 2 - i % 2);
      times.since(start);
      framework.softPurge("parts");
    }
    framework.unload("parts");
    return times;
  }
}
