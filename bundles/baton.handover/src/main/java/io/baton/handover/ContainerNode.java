package io.baton.handover;

import java.util.List;
import java.util.Set;

/**
 * A container of the JDK.
 *
 * @param raw its class
 * @param parts what it holds: of a map keys and values
 */
record ContainerNode(Class<?> raw, List<Node> parts) implements Node {
  @Override
  public Object enter(Object value, Conversion conversion) {
    if (!raw.isInstance(value)) {
      throw conversion.mismatch(value, raw.getName());
    }
    return ContainerFrame.open(value, parts, conversion, this);
  }

  @Override
  public boolean isInert() {
    return parts.stream().allMatch(Node::isInert);
  }

  @Override
  public boolean isClosed(Set<RecordTarget> assumed) {
    return raw != Iterable.class && parts.stream().allMatch(part -> part.isClosed(assumed));
  }
}
