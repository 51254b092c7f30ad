package io.baton.handover;

import java.lang.reflect.Array;
import java.util.Set;

/**
 * An array.
 *
 * @param raw its class
 * @param component what it holds
 */
record ArrayNode(Class<?> raw, Node component) implements Node {
  static ArrayNode of(Node component) {
    boolean primitive = component instanceof NumberNode(_, boolean bare) && bare;
    Class<?> type = primitive ? Numbers.primitive(component.raw()) : component.raw();
    return new ArrayNode(type.arrayType(), component);
  }

  @Override
  public Object enter(Object value, Conversion conversion) {
    Class<?> type = value.getClass();
    if (!type.isArray()) {
      throw conversion.mismatch(value, DisplayNames.type(raw));
    }
    if (type == raw && component.isInert()) {
      return value;
    }
    return conversion.openShared(new ArrayFrame(value, this, there(type, conversion)), this);
  }

  /** The class of the copy: that of the value, if it fits, and else what is declared. */
  private Class<?> there(Class<?> type, Conversion conversion) {
    Class<?> there = Counterparts.of(type, conversion.loader());
    return there != null && raw.isAssignableFrom(there) ? there : raw;
  }

  @Override
  public boolean isInert() {
    return component.isInert();
  }

  @Override
  public boolean isClosed(Set<RecordTarget> assumed) {
    return component.isClosed(assumed);
  }

  /** An array whose elements are being taken across. */
  private static final class ArrayFrame extends Frame {
    private final ArrayNode node;
    private final Class<?> there;

    ArrayFrame(Object value, ArrayNode node, Class<?> there) {
      super(value, ContainerKind.elements(value));
      this.node = node;
      this.there = there;
      changed = there != value.getClass();
    }

    @Override
    Node node(int part) {
      return node.component();
    }

    @Override
    String step() {
      return "[" + at + "]";
    }

    @Override
    ContainerKind.Shell empty(Conversion conversion) {
      Object array = Array.newInstance(there.getComponentType(), parts.length);
      return new ContainerKind.Shell(
          array,
          filling -> {
            for (int i = 0; i < filling.length; i++) {
              Array.set(array, i, filling[i]);
            }
          });
    }

    @Override
    Object copy(Conversion conversion) {
      ContainerKind.Shell copy = shell == null ? empty(conversion) : shell;
      copy.fill().accept(parts);
      return copy.result();
    }
  }
}
