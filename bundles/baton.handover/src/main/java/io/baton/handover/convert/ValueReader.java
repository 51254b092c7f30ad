package io.baton.handover.convert;

import io.baton.handover.declared.Node;
import org.jspecify.annotations.Nullable;

/** Reads values at the places where they are declared. */
public interface ValueReader {
  /**
   * Reads a value.
   *
   * @return the converted value, or a {@link Frame} if it has parts that have to be converted first
   */
  Object read(Node node, Object value, Conversion conversion);

  /** Reads a null. */
  @Nullable Object readNull(Node node, Conversion conversion);
}
