package io.baton.handover.frame;

import io.baton.handover.container.ContainerKind;
import io.baton.handover.convert.Conversion;
import io.baton.handover.convert.Frame;
import io.baton.handover.declared.ArrayNode;
import io.baton.handover.declared.Node;
import io.baton.handover.type.DisplayNames;
import io.baton.spi.Counterparts;
import java.lang.reflect.Array;

/** Frame of an array whose elements are being converted. */
final class ArrayFrame extends Frame {
  private final ArrayNode node;
  private final Class<?> there;

  private ArrayFrame(Object value, ArrayNode node, Class<?> there) {
    super(value, ContainerKind.elements(value));
    this.node = node;
    this.there = there;
    changed = there != value.getClass();
  }

  /** Opens an array; returns the array itself if nothing in it can change. */
  static Object open(Object value, ArrayNode node, Conversion conversion) {
    Class<?> type = value.getClass();
    if (!type.isArray()) {
      throw conversion.mismatch(value, DisplayNames.type(node.raw()));
    }
    if (type == node.raw() && node.component().isInert()) {
      return value;
    }
    return conversion.openShared(new ArrayFrame(value, node, there(type, node, conversion)), node);
  }

  /** Returns the class of the copy: that of the value if it fits, and else the declared one. */
  private static Class<?> there(Class<?> type, ArrayNode node, Conversion conversion) {
    Class<?> there = Counterparts.of(type, conversion.loader());
    return there != null && node.raw().isAssignableFrom(there) ? there : node.raw();
  }

  @Override
  protected Node node(int part) {
    return node.component();
  }

  @Override
  protected String step() {
    return "[" + at + "]";
  }

  @Override
  protected ContainerKind.Shell empty(Conversion conversion) {
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
  protected Object copy(Conversion conversion) {
    ContainerKind.Shell copy = shell == null ? empty(conversion) : shell;
    copy.fill().accept(parts);
    return copy.result();
  }
}
