package io.baton.handover;

import io.baton.api.code.HandoverException;
import io.baton.api.process.Pid;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One conversion into the classes of one loader. */
final class Conversion {
  private final ClassLoader into;

  Conversion(ClassLoader into) {
    this.into = into;
  }

  Object convert(Object value, Class<?> type, Path path) {
    Object converted = structure(value, path, type != Object.class);
    if (Primitives.boxed(type).isInstance(converted)) {
      return converted;
    }
    throw new HandoverException(
        Primitives.boxed(type).isInstance(value)
            ? "%s is declared as a %s, of which no copy can be made; declare an interface such as List"
                .formatted(path, describe(type))
            : "%s is a %s, but %s is expected; nothing was converted"
                .formatted(path, describe(value.getClass()), describe(type)));
  }

  private Object structure(Object value, Path path, boolean typed) {
    return switch (value) {
      case Pid pid -> pid;
      case Collection<?> collection -> collection(collection, path);
      case Map<?, ?> map -> map(map, path);
      case Optional<?> optional -> optional(optional, path);
      case Object[] array -> array(array, path);
      case Record record -> record(record, path);
      case Enum<?> constant -> constant(constant, path);
      case Map.Entry<?, ?> entry -> entry(entry, path);
      default -> typed ? value : untyped(value, path);
    };
  }

  /** Where nobody says what type is expected, an object of the other version must not slip in. */
  private Object untyped(Object value, Path path) {
    Class<?> type = value.getClass();
    Class<?> target = Counterparts.of(type, into).orElse(null);
    if (target != null && target != type) {
      throw new HandoverException(
          "%s is a %s, which is no record or enum, so it cannot become a %s"
              .formatted(path, describe(type), describe(target)));
    }
    return value;
  }

  private @Nullable Object part(@Nullable Object value, Path path) {
    return value == null ? null : structure(value, path, false);
  }

  private Object collection(Collection<?> collection, Path path) {
    List<@Nullable Object> parts = new ArrayList<>(collection.size());
    boolean changed = false;
    for (Object element : collection) {
      Object part = part(element, path.element(collection instanceof Set ? element : parts.size()));
      changed |= part != element;
      parts.add(part);
    }
    if (!changed) {
      return collection;
    }
    Collection<@Nullable Object> copy = Copies.like(collection, path);
    return filled(copy, () -> copy.addAll(parts), path);
  }

  private Object map(Map<?, ?> map, Path path) {
    Map<@Nullable Object, @Nullable Object> parts = LinkedHashMap.newLinkedHashMap(map.size());
    boolean changed = false;
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      Path at = path.element(entry.getKey());
      Object key = part(entry.getKey(), at);
      Object value = part(entry.getValue(), at);
      changed |= key != entry.getKey() || value != entry.getValue();
      parts.put(key, value);
    }
    if (!changed) {
      return map;
    }
    Map<@Nullable Object, @Nullable Object> copy = Copies.like(map, path);
    return filled(copy, () -> copy.putAll(parts), path);
  }

  /** A sorted copy asks its elements how they compare. */
  private static Object filled(Object copy, Runnable fill, Path path) {
    try {
      fill.run();
      return copy;
    } catch (RuntimeException e) {
      throw new HandoverException("%s cannot be made: %s".formatted(path, e));
    }
  }

  private Object entry(Map.Entry<?, ?> entry, Path path) {
    Object key = part(entry.getKey(), path.component("key"));
    Object value = part(entry.getValue(), path.component("value"));
    return key == entry.getKey() && value == entry.getValue()
        ? entry
        : new AbstractMap.SimpleImmutableEntry<@Nullable Object, @Nullable Object>(key, value);
  }

  private Object optional(Optional<?> optional, Path path) {
    if (optional.isEmpty()) {
      return optional;
    }
    Object part = structure(optional.get(), path, false);
    return part == optional.get() ? optional : Optional.of(part);
  }

  private Object array(Object[] array, Path path) {
    Class<?> component = counterpart(array.getClass().getComponentType(), path);
    @Nullable Object[] converted = (Object[]) Array.newInstance(component, array.length);
    boolean changed = component != array.getClass().getComponentType();
    for (int i = 0; i < array.length; i++) {
      converted[i] = part(array[i], path.element(i));
      changed |= converted[i] != array[i];
    }
    return changed ? converted : array;
  }

  private Object constant(Enum<?> constant, Path path) {
    Class<?> declaring = constant.getDeclaringClass();
    Class<?> target = counterpart(declaring, path);
    if (target == declaring) {
      return constant;
    }
    if (!target.isEnum()) {
      throw new HandoverException(
          "%s is the enum %s, but %s is no enum"
              .formatted(path, describe(declaring), describe(target)));
    }
    for (Object candidate : target.getEnumConstants()) {
      if (candidate instanceof Enum<?> known && known.name().equals(constant.name())) {
        return candidate;
      }
    }
    throw new HandoverException(
        "%s is %s.%s, which %s does not have; add the constant, or end its use before the switch"
            .formatted(path, declaring.getSimpleName(), constant.name(), describe(target)));
  }

  private Object record(Record record, Path path) {
    Class<?> target = counterpart(record.getClass(), path);
    if (target == record.getClass()) {
      return shared(record, path);
    }
    if (!target.isRecord()) {
      throw new HandoverException(
          "%s is the record %s, but %s is no record"
              .formatted(path, describe(record.getClass()), describe(target)));
    }
    Records.Shape from = Records.shape(record.getClass());
    Records.Shape to = Records.shape(target);
    checkNothingLost(from, to, path, record.getClass());
    @Nullable Object[] arguments = new Object[to.components().size()];
    for (int i = 0; i < arguments.length; i++) {
      RecordComponent wanted = to.components().get(i);
      arguments[i] = component(record, from, wanted, path);
    }
    return make(to, arguments, path);
  }

  /** A record that both sides share may hold something that they do not. */
  private Object shared(Record record, Path path) {
    if (record.getClass().getModule().isNamed()) {
      return record;
    }
    Records.Shape shape = Records.shape(record.getClass());
    @Nullable Object[] parts = new Object[shape.components().size()];
    boolean changed = false;
    for (int i = 0; i < parts.length; i++) {
      RecordComponent component = shape.components().get(i);
      Path at = path.component(component.getName());
      Object value = read(record, component, at);
      parts[i] = value == null ? null : convert(value, component.getType(), at);
      changed |= parts[i] != value && !component.getType().isPrimitive();
    }
    return changed ? make(shape, parts, path) : record;
  }

  private @Nullable Object component(
      Record record, Records.Shape from, RecordComponent wanted, Path path) {
    Path at = path.component(wanted.getName());
    for (RecordComponent known : from.components()) {
      if (known.getName().equals(wanted.getName())) {
        Object value = read(record, known, at);
        if (value == null && wanted.getType().isPrimitive()) {
          throw new HandoverException(
              "%s is null, but %s is expected".formatted(at, wanted.getType()));
        }
        return value == null ? null : convert(value, wanted.getType(), at);
      }
    }
    throw new HandoverException(
        "%s is new in %s and has no value in %s; keep the component out of what crosses versions"
            .formatted(at, describe(wanted.getDeclaringRecord()), describe(record.getClass())));
  }

  private static void checkNothingLost(
      Records.Shape from, Records.Shape to, Path path, Class<?> type) {
    for (RecordComponent known : from.components()) {
      if (to.components().stream().noneMatch(c -> c.getName().equals(known.getName()))) {
        throw new HandoverException(
            "%s exists in %s only and would be lost"
                .formatted(path.component(known.getName()), describe(type)));
      }
    }
  }

  private static @Nullable Object read(Record record, RecordComponent component, Path path) {
    try {
      return Records.read(record, component);
    } catch (InvocationTargetException e) {
      throw new HandoverException("%s cannot be read: %s".formatted(path, e.getCause()));
    } catch (ReflectiveOperationException e) {
      throw new HandoverException("%s cannot be read: %s".formatted(path, e));
    }
  }

  private static Object make(Records.Shape shape, @Nullable Object[] arguments, Path path) {
    try {
      return shape.constructor().newInstance(arguments);
    } catch (InvocationTargetException e) {
      throw new HandoverException(
          "%s was refused by the constructor of %s: %s"
              .formatted(path, describe(shape.constructor().getDeclaringClass()), e.getCause()));
    } catch (ReflectiveOperationException e) {
      throw new HandoverException("%s cannot be made: %s".formatted(path, e));
    }
  }

  private Class<?> counterpart(Class<?> type, Path path) {
    return Counterparts.of(type, into)
        .orElseThrow(() ->
            new UnknownClass(
                "%s is a %s, and the receiving version has no class of that name"
                    .formatted(path, describe(type))));
  }

  private static String describe(Class<?> type) {
    ClassLoader loader = type.getClassLoader();
    return loader == null ? type.getName() : "%s of %s".formatted(type.getName(), loader);
  }
}
