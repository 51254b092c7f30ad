package io.baton.handover.frame;

import io.baton.handover.convert.Conversion;
import io.baton.handover.convert.ValueReader;
import io.baton.handover.declared.ArrayNode;
import io.baton.handover.declared.ClassNode;
import io.baton.handover.declared.ContainerNode;
import io.baton.handover.declared.Node;
import io.baton.handover.declared.NumberNode;
import io.baton.handover.type.Numbers;
import org.jspecify.annotations.Nullable;

/** Chooses the frame for a value by the type that is declared for it. */
public final class FrameReader implements ValueReader {
  @Override
  public Object read(Node node, Object value, Conversion conversion) {
    return readAt(node, value, conversion);
  }

  static Object readAt(Node node, Object value, Conversion conversion) {
    return switch (node) {
      case ClassNode declared -> ObjectReader.read(declared, value, conversion);
      case NumberNode number -> number(number, value, conversion);
      case ContainerNode container -> container(container, value, conversion);
      case ArrayNode array -> ArrayFrame.open(value, array, conversion);
    };
  }

  @Override
  public @Nullable Object readNull(Node node, Conversion conversion) {
    if (node instanceof NumberNode number && number.primitive()) {
      throw conversion.refusal(
          "is null, but %s is expected; declare %s there, or convert it in codeChange"
              .formatted(number.name(), number.raw().getSimpleName()));
    }
    return null;
  }

  private static Object number(NumberNode node, Object value, Conversion conversion) {
    if (value.getClass() == node.raw()) {
      return value;
    }
    if (!Numbers.isNumber(value.getClass(), node.raw())) {
      throw conversion.mismatch(value, node.name());
    }
    Object fitting = Numbers.fit(value, node.raw());
    if (fitting == null) {
      throw conversion.refusal(
          "is %s, a value that does not fit into %s; declare a wider type there, or convert it in codeChange"
              .formatted(value, node.name()));
    }
    return fitting;
  }

  private static Object container(ContainerNode node, Object value, Conversion conversion) {
    if (!node.raw().isInstance(value)) {
      throw conversion.mismatch(value, node.raw().getName());
    }
    return ContainerFrame.open(value, node.parts(), conversion, node);
  }
}
