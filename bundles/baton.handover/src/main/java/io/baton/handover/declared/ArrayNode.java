package io.baton.handover.declared;

import io.baton.handover.type.Numbers;
import java.util.Set;

/**
 * An array type.
 *
 * @param raw its class
 * @param component the type of its elements
 */
public record ArrayNode(Class<?> raw, Node component) implements Node {
  static ArrayNode of(Node component) {
    boolean primitive = component instanceof NumberNode(_, boolean bare) && bare;
    Class<?> type = primitive ? Numbers.primitive(component.raw()) : component.raw();
    return new ArrayNode(type.arrayType(), component);
  }

  @Override
  public boolean isInert() {
    return component.isInert();
  }

  @Override
  public boolean isClosed(Set<RecordTarget> assumed) {
    return component.isClosed(assumed);
  }
}
