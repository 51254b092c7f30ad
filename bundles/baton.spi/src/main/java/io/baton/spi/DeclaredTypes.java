package io.baton.spi;

import io.baton.api.code.HandoverException;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.GenericSignatureFormatError;
import java.lang.reflect.MalformedParameterizedTypeException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The types that a class has declared for the parameters of a generic type: {@code CounterModule
 * implements Server<Integer, Map<String, Item>, Request<?>>} declares the type of its state.
 */
@ProviderType
public final class DeclaredTypes {
  private DeclaredTypes() {}

  /**
   * Returns the arguments of a generic type, as seen from a subtype.
   *
   * @param type any type
   * @param wanted a class or interface with type parameters
   * @return all type arguments, in the order of the parameters; instead of an unbound variable, the
   *     class that bounds it; empty if the type is not a subtype
   * @throws HandoverException if what the type declares cannot be read, as it names a class that is
   *     absent
   */
  public static Optional<List<Type>> of(Type type, Class<?> wanted) {
    try {
      return find(type, wanted).map(found -> found.stream().map(DeclaredTypes::closed).toList());
    } catch (TypeNotPresentException
        | MalformedParameterizedTypeException
        | GenericSignatureFormatError e) {
      throw new HandoverException(
          "what %s declares cannot be read: %s".formatted(type.getTypeName(), e));
    }
  }

  /**
   * Returns the arguments that a class gives a generic supertype, in terms of its own parameters.
   *
   * @param type any class
   * @param wanted a supertype with type parameters
   * @return its arguments, in the order of its parameters, which may be variables of the class;
   *     empty if it is not a supertype
   */
  public static List<Type> variables(Class<?> type, Class<?> wanted) {
    return find(type, wanted).orElse(List.of());
  }

  /**
   * Returns the class of the instances of a type.
   *
   * @param type any type
   * @return its class; of a variable, the class that bounds it
   */
  public static Class<?> raw(Type type) {
    return switch (type) {
      case Class<?> plain -> plain;
      case ParameterizedType parameterized -> raw(parameterized.getRawType());
      case WildcardType wildcard -> raw(wildcard.getUpperBounds()[0]);
      case TypeVariable<?> variable -> raw(variable.getBounds()[0]);
      case GenericArrayType array -> raw(array.getGenericComponentType()).arrayType();
      default -> Object.class;
    };
  }

  /**
   * Returns a type without variables.
   *
   * @param type any type
   * @return the type; instead of each variable in it the class that bounds it
   */
  public static Type closed(Type type) {
    return replaced(type, variable -> raw(variable));
  }

  private static Optional<List<Type>> find(Type type, Class<?> wanted) {
    Class<?> raw = raw(type);
    if (!wanted.isAssignableFrom(raw)) {
      return Optional.empty();
    }
    List<Type> arguments =
        type instanceof ParameterizedType parameterized
            ? List.of(parameterized.getActualTypeArguments())
            : List.of(raw.getTypeParameters());
    if (raw == wanted) {
      return Optional.of(arguments);
    }
    List<Type> parents = parents(raw);
    List<? extends Type> variables = List.of(raw.getTypeParameters());
    return parents.stream()
        .flatMap(parent -> find(parent, wanted).stream())
        .findFirst()
        .map(found ->
            found.stream().map(t -> replaced(t, v -> argument(v, variables, arguments))).toList());
  }

  /**
   * Returns the declared supertypes. The JVM never reads them, so a type argument among them may be
   * a missing class. Then the arguments of none are known.
   */
  private static List<Type> parents(Class<?> raw) {
    List<@Nullable Type> parents;
    try {
      parents = new ArrayList<>(List.of(raw.getGenericInterfaces()));
      parents.add(raw.getGenericSuperclass());
    } catch (TypeNotPresentException | MalformedParameterizedTypeException _) {
      parents = new ArrayList<>(List.of(raw.getInterfaces()));
      parents.add(raw.getSuperclass());
    }
    return parents.stream().filter(Objects::nonNull).toList();
  }

  private static Type argument(Type variable, List<? extends Type> variables, List<Type> values) {
    int index = variables.indexOf(variable);
    return index < 0 ? variable : values.get(index);
  }

  /** Returns the type with other types in the place of its variables. */
  private static Type replaced(Type type, UnaryOperator<Type> variables) {
    return switch (type) {
      case TypeVariable<?> variable -> variables.apply(variable);
      case ParameterizedType parameterized -> {
        Type[] before = parameterized.getActualTypeArguments();
        List<Type> after = Arrays.stream(before).map(t -> replaced(t, variables)).toList();
        yield after.equals(List.of(before))
            ? parameterized
            : new Parameterized(raw(type), parameterized.getOwnerType(), after);
      }
      default -> type;
    };
  }

  private record Parameterized(Class<?> raw, @Nullable Type owner, List<Type> arguments)
      implements ParameterizedType {
    @Override
    public Type[] getActualTypeArguments() {
      return arguments.toArray(Type[]::new);
    }

    @Override
    public Type getRawType() {
      return raw;
    }

    @Override
    public @Nullable Type getOwnerType() {
      return owner;
    }
  }
}
