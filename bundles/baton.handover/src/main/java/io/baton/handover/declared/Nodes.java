package io.baton.handover.declared;

import io.baton.handover.container.ContainerKind;
import io.baton.handover.type.Numbers;
import io.baton.spi.DeclaredTypes;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Creates nodes from declared types. */
public final class Nodes {
  /**
   * Maximum number of classes in a type; the arguments of a larger one are left out, as types that
   * never repeat would grow without end.
   */
  private static final int MAX_SIZE = 64;

  private Nodes() {}

  public static Node of(Type type, Scope scope) {
    return of(type, scope, Map.of());
  }

  /** Returns the node of a type inside a generic record whose parameters are bound. */
  public static Node of(Type type, Scope scope, Map<TypeVariable<?>, Node> bound) {
    return switch (type) {
      case Class<?> raw -> ofClass(raw, List.of(), scope);
      case ParameterizedType generic ->
          ofClass(
              (Class<?>) generic.getRawType(),
              Arrays.stream(generic.getActualTypeArguments())
                  .map(argument -> of(argument, scope, bound))
                  .toList(),
              scope);
      case GenericArrayType array ->
          ArrayNode.of(of(array.getGenericComponentType(), scope, bound));
      case WildcardType wildcard -> wildcard(wildcard, scope, bound);
      case TypeVariable<?> variable -> {
        Node known = bound.get(variable);
        yield known == null ? ofClass(DeclaredTypes.raw(variable), List.of(), scope) : known;
      }
      default -> ClassNode.ANY;
    };
  }

  /**
   * Returns the node of a wildcard. A {@code ? super Item} may yield any object, but takes items
   * only.
   */
  private static Node wildcard(
      WildcardType wildcard, Scope scope, Map<TypeVariable<?>, Node> bound) {
    Type[] lower = wildcard.getLowerBounds();
    return lower.length == 0
        ? of(wildcard.getUpperBounds()[0], scope, bound)
        : new ClassNode(Object.class, List.of(of(lower[0], scope, bound)), null);
  }

  /**
   * Returns the type arguments of a class whose values are found where a supertype is declared:
   * {@code Ok<T> implements Result<T>} in a {@code Result<Item>} is an {@code Ok<Item>}.
   *
   * @return empty if the class has no parameters, or nothing is known about them
   */
  static List<Node> arguments(Class<?> type, ClassNode declared) {
    TypeVariable<?>[] variables = type.getTypeParameters();
    if (declared.raw() == type || variables.length == 0 || declared.arguments().isEmpty()) {
      return declared.raw() == type ? declared.arguments() : List.of();
    }
    List<Type> above = DeclaredTypes.variables(type, declared.raw());
    if (above.size() != declared.arguments().size()) {
      return List.of();
    }
    List<Node> found = new ArrayList<>();
    for (TypeVariable<?> variable : variables) {
      int index = above.indexOf(variable);
      found.add(index < 0 ? ClassNode.ANY : declared.arguments().get(index));
    }
    return List.copyOf(found);
  }

  /** Returns the arguments that a declared type gives to one of its supertypes. */
  public static List<Node> above(ClassNode declared, Class<?> supertype) {
    if (declared.raw() == supertype) {
      return declared.arguments();
    }
    TypeVariable<?>[] variables = declared.raw().getTypeParameters();
    if (declared.arguments().size() != variables.length) {
      return List.of();
    }
    Scope scope = Scope.of(declared.raw());
    Map<TypeVariable<?>, Node> bound = bind(declared.raw(), declared.arguments());
    return DeclaredTypes.variables(declared.raw(), supertype).stream()
        .map(type -> of(type, scope, bound))
        .toList();
  }

  static Map<TypeVariable<?>, Node> bind(Class<?> type, List<Node> arguments) {
    Map<TypeVariable<?>, Node> bound = new HashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      bound.put(type.getTypeParameters()[i], arguments.get(i));
    }
    return bound;
  }

  private static Node ofClass(Class<?> raw, List<Node> all, Scope scope) {
    List<Node> arguments = size(all) < MAX_SIZE ? all : List.of();
    if (raw.isPrimitive() || Numbers.isWrapper(raw)) {
      return new NumberNode(Numbers.boxed(raw), raw.isPrimitive());
    }
    if (raw.isArray()) {
      return new ArrayNode(raw, ofClass(raw.getComponentType(), List.of(), scope));
    }
    int parts = raw.getClassLoader() == null ? parts(raw) : 0;
    if (parts > 0) {
      return new ContainerNode(
          raw, arguments.size() == parts ? arguments : Collections.nCopies(parts, ClassNode.ANY));
    }
    return raw == Object.class ? ClassNode.ANY : new ClassNode(raw, arguments, scope);
  }

  /** Returns how many classes the types are made of. */
  static int size(List<Node> nodes) {
    int size = 0;
    for (Node node : nodes) {
      size +=
          switch (node) {
            case NumberNode _ -> 1;
            case ClassNode data -> data.size();
            case ContainerNode holder -> 1 + size(holder.parts());
            case ArrayNode array -> 1 + size(List.of(array.component()));
          };
    }
    return size;
  }

  /** Returns how many types of parts a class holds; 0 if it is no container. */
  private static int parts(Class<?> raw) {
    if (Map.class.isAssignableFrom(raw) || Map.Entry.class.isAssignableFrom(raw)) {
      return 2;
    }
    boolean one =
        Collection.class.isAssignableFrom(raw)
            || raw == Iterable.class
            || raw == Optional.class
            || ContainerKind.isReference(raw);
    return one ? 1 : 0;
  }
}
