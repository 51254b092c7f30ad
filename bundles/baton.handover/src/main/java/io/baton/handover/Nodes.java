package io.baton.handover;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Reads declared types. */
final class Nodes {
  private Nodes() {}

  static Node of(Type type, Scope scope) {
    return of(type, scope, Map.of());
  }

  /** A type inside of a generic record whose parameters stand for something. */
  static Node of(Type type, Scope scope, Map<TypeVariable<?>, Node> bound) {
    return switch (type) {
      case Class<?> raw -> ofClass(raw, List.of(), scope);
      case ParameterizedType generic ->
          ofClass(
              (Class<?>) generic.getRawType(),
              Arrays.stream(generic.getActualTypeArguments())
                  .map(argument -> of(argument, scope, bound))
                  .toList(),
              scope);
      case GenericArrayType array -> ArrayOf.of(of(array.getGenericComponentType(), scope, bound));
      case WildcardType wildcard -> of(wildcard.getUpperBounds()[0], scope, bound);
      case TypeVariable<?> variable -> {
        Node known = bound.get(variable);
        yield known == null ? ofClass(erased(variable), List.of(), scope) : known;
      }
      default -> Data.ANY;
    };
  }

  /** A bound may name its own variable, so its arguments are left out. */
  private static Class<?> erased(Type type) {
    return switch (type) {
      case Class<?> raw -> raw;
      case ParameterizedType generic -> erased(generic.getRawType());
      case TypeVariable<?> variable -> erased(variable.getBounds()[0]);
      default -> Object.class;
    };
  }

  static Map<TypeVariable<?>, Node> bind(Class<?> type, List<Node> arguments) {
    Map<TypeVariable<?>, Node> bound = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      bound.put(type.getTypeParameters()[i], arguments.get(i));
    }
    return bound;
  }

  private static Node ofClass(Class<?> raw, List<Node> arguments, Scope scope) {
    if (raw.isPrimitive() || Numbers.isWrapper(raw)) {
      return new NumberNode(Numbers.boxed(raw), raw.isPrimitive());
    }
    if (raw.isArray()) {
      return new ArrayOf(raw, ofClass(raw.getComponentType(), List.of(), scope));
    }
    int parts = raw.getClassLoader() == null ? parts(raw) : 0;
    if (parts > 0) {
      return new Holder(
          raw, arguments.size() == parts ? arguments : Collections.nCopies(parts, Data.ANY));
    }
    return raw == Object.class
        ? Data.ANY
        : new Data(raw, raw.isRecord() ? arguments : List.of(), scope);
  }

  /** How many kinds of things are in it; none if it is no container. */
  private static int parts(Class<?> raw) {
    if (Map.class.isAssignableFrom(raw) || Map.Entry.class.isAssignableFrom(raw)) {
      return 2;
    }
    boolean one =
        Collection.class.isAssignableFrom(raw)
            || raw == Iterable.class
            || raw == Optional.class
            || raw == AtomicReference.class
            || raw == AtomicReferenceArray.class;
    return one ? 1 : 0;
  }
}
