package io.baton.bench;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * One line of a table.
 *
 * @param what in words
 * @param measured the benchmark
 * @param direct what it is compared with
 * @param promised whether the comparison has a target
 * @param quick whether it is worth a look at any time
 */
record Row(
    String what, Measured measured, Optional<Measured> direct, boolean promised, boolean quick) {
  /** A call through a view may take this much longer than a direct one. */
  static final double TARGET = 1.1;

  Stream<Measured> all() {
    return Stream.concat(direct.stream(), Stream.of(measured));
  }
}
