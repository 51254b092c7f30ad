package io.baton.handover.convert;

import io.baton.handover.declared.Node;
import org.jspecify.annotations.Nullable;

/** Reads values at the places where they are declared. */
public interface ValueReader {
  /**
   * Takes a value to a place.
   *
   * @return the value there, or a {@link Frame} if it has parts that have to be taken first
   */
  Object read(Node node, Object value, Conversion conversion);

  /** Takes null to a place. */
  @Nullable Object readNull(Node node, Conversion conversion);
}
