package io.baton.handover;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A primitive type or its wrapper.
 *
 * @param raw the wrapper
 */
record NumberNode(Class<?> raw, boolean primitive) implements Node {
  @Override
  public Object enter(Object value, Conversion conversion) {
    if (value.getClass() == raw) {
      return value;
    }
    if (!Numbers.isNumber(value.getClass(), raw)) {
      throw conversion.mismatch(value, name());
    }
    Object fitting = Numbers.fit(value, raw);
    if (fitting == null) {
      throw conversion.refusal(
          "is %s, a value that does not fit into %s; declare a wider type there, or convert it in codeChange"
              .formatted(value, name()));
    }
    return fitting;
  }

  @Override
  public @Nullable Object enterNull(Conversion conversion) {
    if (primitive) {
      throw conversion.refusal(
          "is null, but %s is expected; declare %s there, or convert it in codeChange"
              .formatted(name(), raw.getSimpleName()));
    }
    return null;
  }

  String name() {
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
