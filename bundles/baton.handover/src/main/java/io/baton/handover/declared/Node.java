package io.baton.handover.declared;

import java.util.Set;

/**
 * What is declared at one place, and so what is to be there: the type with its arguments. Nodes of
 * a class and of what it declares are held by that class.
 */
public sealed interface Node permits NumberNode, ClassNode, ContainerNode, ArrayNode {
  /** The class that is declared; of a primitive type its wrapper. */
  Class<?> raw();

  /** Whether no value that is declared so can hold anything of a version. */
  boolean isInert();

  /**
   * Whether all values that are declared so hold only what the declaring version knows.
   *
   * @param assumed records of which that is being found out
   */
  boolean isClosed(Set<RecordTarget> assumed);
}
