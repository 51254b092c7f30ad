package io.baton.code.calling;

import io.baton.api.code.HandoverException;
import io.baton.api.code.OldState;
import io.baton.spi.DeclaredTypes;
import io.baton.spi.Handover;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Hands over flat records, and remembers what it was asked for. */
public final class Mapping implements Handover {
  final List<String> asked = new ArrayList<>();

  @Override
  public Optional<Object> match(Object value, Class<?> type) {
    throw new AssertionError("calls convert");
  }

  @Override
  public <S> OldState<S> old(Object value, Into into) {
    throw new AssertionError("no state changes");
  }

  @Override
  public Object convert(Object value, Into to) {
    Class<?> type = DeclaredTypes.raw(to.type());
    ClassLoader into = to.loader();
    asked.add(value.getClass().getSimpleName() + " to " + type.getSimpleName());
    try {
      Class<?> target = into.loadClass(value.getClass().getName());
      Object converted =
          target == value.getClass() || !(value instanceof Record record)
              ? value
              : copy(record, target);
      if (!MethodType.methodType(type).wrap().returnType().isInstance(converted)) {
        throw new HandoverException("%s is no %s".formatted(converted, type));
      }
      return converted;
    } catch (ClassNotFoundException e) {
      throw new HandoverException(e.toString());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object copy(Record record, Class<?> target) throws ReflectiveOperationException {
    List<Object> values = new ArrayList<>();
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      component.getAccessor().setAccessible(true);
      values.add(component.getAccessor().invoke(record));
    }
    var constructor = target.getDeclaredConstructors()[0];
    constructor.setAccessible(true);
    return constructor.newInstance(values.toArray());
  }
}
