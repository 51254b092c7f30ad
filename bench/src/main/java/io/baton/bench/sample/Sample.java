package io.baton.bench.sample;

/** The functions that the benchmarks call. They do next to nothing, so that the call shows. */
public interface Sample {
  /** An argument that needs no conversion between any two versions. */
  int mix(int number);

  /** The same, but a reference. */
  String greet(String name);

  /** A type of the caller's or of both; between two versions it may have to be converted. */
  Point turn(Point point);
}
