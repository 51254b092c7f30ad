package io.baton.handover.declared;

import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Cache of the nodes and record targets that belong to a class. Held by the class itself. */
public final class Scope {
  private static final ClassValue<Scope> SCOPES =
      new ClassValue<>() {
        @Override
        protected Scope computeValue(Class<?> type) {
          return new Scope(type);
        }
      };

  /** Scope of the classes of the JDK; it is never asked for a record. */
  private static final Scope NONE = new Scope(Object.class);

  private record Key(Class<?> type, List<Node> arguments) {}

  /** The node of the class. */
  public final Node node;

  private final RecordTarget target;
  private final Map<Key, RecordTarget> generic = new ConcurrentHashMap<>();
  private final Map<Type, Node> whole = new ConcurrentHashMap<>();

  private Scope(Class<?> type) {
    node = Nodes.of(type, this);
    target = new RecordTarget(type, List.of(), this);
  }

  public static Scope of(Class<?> type) {
    return SCOPES.get(type);
  }

  /** Returns the target for a record class. */
  static RecordTarget target(Class<?> type) {
    return of(type).target;
  }

  /** Returns the target for a generic record class with type arguments. */
  RecordTarget target(Class<?> type, List<Node> arguments) {
    return arguments.isEmpty()
        ? target(type)
        : generic.computeIfAbsent(
            new Key(type, arguments), key -> new RecordTarget(key.type(), key.arguments(), this));
  }

  /** Returns the node of a type. */
  public static Node node(Type type, ClassLoader loader) {
    if (type instanceof Class<?> raw) {
      return raw.getClassLoader() == null ? Nodes.of(raw, NONE) : of(raw).node;
    }
    Class<?> holder = holder(type, loader);
    return holder == null ? Nodes.of(type, new Scope(Object.class)) : of(holder).whole(type);
  }

  private Node whole(Type type) {
    Node known = whole.get(type);
    if (known == null) {
      known = Nodes.of(type, this);
      whole.putIfAbsent(type, known);
    }
    return known;
  }

  /**
   * Returns a class in a type whose loader is the given one: it lives no longer than the others in
   * the type.
   */
  private static @Nullable Class<?> holder(Type type, ClassLoader loader) {
    return switch (type) {
      case Class<?> raw -> raw.getClassLoader() == loader ? raw : null;
      case ParameterizedType generic -> {
        Class<?> raw = holder(generic.getRawType(), loader);
        yield raw == null ? first(generic.getActualTypeArguments(), loader) : raw;
      }
      case WildcardType wildcard -> first(wildcard.getUpperBounds(), loader);
      case GenericArrayType array -> holder(array.getGenericComponentType(), loader);
      default -> null;
    };
  }

  private static @Nullable Class<?> first(Type[] types, ClassLoader loader) {
    for (Type type : types) {
      Class<?> found = holder(type, loader);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
