package io.baton.handover;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is declared at one place, and so what is to be there: the type with its arguments. Nodes of
 * a class and of what it declares are held by that class.
 */
sealed interface Node permits NumberNode, ClassNode, ContainerNode, ArrayNode {
  /** The class that is declared; of a primitive type its wrapper. */
  Class<?> raw();

  /**
   * Takes a value to this place.
   *
   * @return the value there, or a {@link Frame} if it has parts that have to be taken first
   */
  Object enter(Object value, Conversion conversion);

  /** Takes null there. */
  default @Nullable Object enterNull(Conversion conversion) {
    return null;
  }

  /** Whether no value that is declared so can hold anything of a version. */
  boolean isInert();

  /**
   * Whether all values that are declared so hold only what the declaring version knows.
   *
   * @param assumed records of which that is being found out
   */
  boolean isClosed(Set<RecordTarget> assumed);
}
