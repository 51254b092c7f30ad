package io.baton.scenarios.puppet;

import java.util.Optional;
import java.util.function.IntSupplier;

/**
 * The state of a puppet. Each version has a class of its own for it.
 *
 * @param mode how its loop continues
 * @param count what it has counted
 * @param held a function that it keeps
 * @param depth how many frames of {@code nest} there are
 */
public record State(Mode mode, int count, Optional<IntSupplier> held, int depth) {
  /** What a puppet begins with. */
  public static final State INITIAL = new State(Mode.QUALIFIED, 0, Optional.empty(), 0);

  /** How a loop continues. */
  public enum Mode {
    /** Through the name of the module. */
    QUALIFIED,
    /** In the same version. */
    LOCAL
  }

  State mode(Mode value) {
    return new State(value, count, held, depth);
  }

  State counted(int number) {
    return new State(mode, count + number, held, depth);
  }

  State held(Optional<IntSupplier> value) {
    return new State(mode, count, value, depth);
  }

  State depth(int value) {
    return new State(mode, count, held, value);
  }
}
