package io.baton.bench.sample;

/** The module's code; every version has this class, and its own state. */
public final class SampleModule implements Sample {
  private final int step;
  private final String nobody = "nobody";
  private final Point origin = new Point(0, 0);

  /** A version that can be told from another. */
  public SampleModule(int step) {
    this.step = step;
  }

  /** Two operations that no compiler makes one of, however often they are repeated. */
  @Override
  public int mix(int number) {
    return (number ^ step) + 1;
  }

  @Override
  public String greet(String name) {
    return name.isEmpty() ? nobody : name;
  }

  @Override
  public Point turn(Point point) {
    return point.x() < point.y() ? point : origin;
  }
}
