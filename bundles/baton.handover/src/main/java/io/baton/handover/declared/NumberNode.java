package io.baton.handover.declared;

import io.baton.handover.type.Numbers;
import java.util.Set;

/**
 * A primitive type or its wrapper.
 *
 * @param raw the wrapper
 * @param primitive whether the primitive type is declared, so that null is refused
 */
public record NumberNode(Class<?> raw, boolean primitive) implements Node {
  public String name() {
    return primitive ? Numbers.primitive(raw).getName() : raw.getName();
  }

  @Override
  public boolean isInert() {
    return true;
  }

  @Override
  public boolean isClosed(Set<RecordTarget> assumed) {
    return true;
  }
}
