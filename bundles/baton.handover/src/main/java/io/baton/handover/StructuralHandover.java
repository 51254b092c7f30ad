package io.baton.handover;

import io.baton.api.code.HandoverException;
import io.baton.api.code.OldState;
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
      return Optional.of(converted(value, type, into));
    } catch (UnknownClass _) {
      return Optional.empty();
    }
  }

  @Override
  public Object convert(Object value, Into into) {
    try {
      return converted(value, io.baton.api.spi.DeclaredTypes.raw(into.type()), into.loader());
    } catch (UnknownClass unknown) {
      throw new HandoverException(unknown.text());
    }
  }

  @Override
  public <S> OldState<S> old(Object value, Into into) {
    throw new UnsupportedOperationException();
  }

  private static Object converted(Object value, Class<?> type, ClassLoader into) {
    Path path = Path.root(value);
    try {
      return new Conversion(into).convert(value, type, path);
    } catch (StackOverflowError _) {
      throw new HandoverException(path + " contains itself, or is nested too deeply to cross");
    }
  }
}
