package io.baton.bench.driver;

/**
 * Loads of a module with a library inside: the first of all, and that of a second version beside
 * it. Milliseconds.
 */
public final class Libraries {
  private final Framework framework;
  private final Lines lines = new Lines();

  Libraries(Framework framework) {
    this.framework = framework;
  }

  /** Of this module. */
  public void libraries(String module) throws Exception {
    lines.millis("first", () -> framework.load(module, 1));
    lines.millis("second", () -> framework.load(module, 2));
  }
}
