package io.baton.handover;

import io.baton.api.code.HandoverException;
import io.baton.api.spi.Handover;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;

/**
 * Converts records by component name, enums by constant, and what JDK collections hold. Everything
 * else crosses as it is, or not at all.
 */
@Component
public final class StructuralHandover implements Handover {
  /** Creates it; it has no state. */
  public StructuralHandover() {}

  @Override
  public Optional<Object> match(Object value, Class<?> type) {
    if (type.isInstance(value)) {
      return Optional.of(value);
    }
    ClassLoader into = type.getClassLoader();
    if (into == null
        || Counterparts.of(value.getClass(), into).filter(type::isAssignableFrom).isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(new Conversion(into).convert(value, type, Path.root(value)));
    } catch (UnknownClass _) {
      return Optional.empty();
    }
  }

  @Override
  public Object convert(Object value, Class<?> type, ClassLoader into) {
    try {
      return new Conversion(into).convert(value, type, Path.root(value));
    } catch (UnknownClass unknown) {
      throw new HandoverException(unknown.text());
    }
  }
}
