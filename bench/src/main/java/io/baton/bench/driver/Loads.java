package io.baton.bench.driver;

/**
 * Loads of a module of fifty classes beside the version that runs, each followed by a purge, which
 * is not measured. The same as {@code erlang/loads.erl}, where all classes are always new.
 * Milliseconds.
 */
public final class Loads {
  private static final int WARM_UPS = 20;

  private final Framework framework;
  private final Lines lines = new Lines();

  Loads(Framework framework) {
    this.framework = framework;
  }

  /** So many of versions of which all classes are new, and as many of which one is. */
  public void loads(int loads) {
    measure("parts", loads).print(lines, "load");
    measure("patched", loads).print(lines, "load of one new class");
  }

  private Times measure(String jars, int loads) {
    int warmUps = Math.min(WARM_UPS, loads);
    framework.load(jars, 1);
    load(jars, 2, new Times(warmUps), warmUps);
    var times = new Times(loads);
    load(jars, 2 + warmUps, times, loads);
    framework.unload("parts");
    return times;
  }

  private void load(String jars, int first, Times times, int loads) {
    for (int version = first; version < first + loads; version++) {
      Moment start = Moment.now();
      framework.load(jars, version);
      times.since(start);
      framework.softPurge("parts");
    }
  }
}
