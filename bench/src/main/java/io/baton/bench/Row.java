package io.baton.bench;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * One line of a table.
 *
 * @param what in words
 * @param measured the benchmark
 * @param direct what it is compared with
 * @param target how much longer it may take, as a ratio; {@link #NONE} if nothing is promised
 * @param quick whether it is worth a look at any time
 */
record Row(
    String what, Measured measured, Optional<Measured> direct, double target, boolean quick) {
  /** A call through a view may take this much longer than a direct one. */
  static final double CALL = 1.1;

  /** A hot loop may take this much longer with safepoints than without. */
  static final double LOOP = 1.02;

  /** Nothing is promised. */
  static final double NONE = Double.POSITIVE_INFINITY;

  Stream<Measured> all() {
    return Stream.concat(direct.stream(), Stream.of(measured));
  }
}
