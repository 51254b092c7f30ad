package io.baton.handover.declared;

import java.util.List;
import java.util.Set;

/**
 * A container type of the JDK.
 *
 * @param raw its class
 * @param parts the types of its parts: of a map keys and values
 */
public record ContainerNode(Class<?> raw, List<Node> parts) implements Node {
  @Override
  public boolean isInert() {
    return parts.stream().allMatch(Node::isInert);
  }

  @Override
  public boolean isClosed(Set<RecordTarget> assumed) {
    return raw != Iterable.class && parts.stream().allMatch(part -> part.isClosed(assumed));
  }
}
