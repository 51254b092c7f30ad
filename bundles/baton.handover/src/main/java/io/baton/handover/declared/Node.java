package io.baton.handover.declared;

import java.util.Set;

/**
 * A declared type with its arguments. The nodes of a class and of its declarations are held by that
 * class.
 */
public sealed interface Node permits NumberNode, ClassNode, ContainerNode, ArrayNode {
  /** Returns the declared class; of a primitive type its wrapper. */
  Class<?> raw();

  /** Returns whether no value of this type can hold anything of a version. */
  boolean isInert();

  /**
   * Returns whether all values of this type hold only classes that the declaring version knows.
   *
   * @param assumed records that are being examined, and are taken to be closed meanwhile
   */
  boolean isClosed(Set<RecordTarget> assumed);
}
