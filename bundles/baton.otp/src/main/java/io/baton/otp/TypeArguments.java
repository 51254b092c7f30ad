package io.baton.otp;

import io.baton.api.server.Call;
import io.baton.api.server.CastServer;
import io.baton.api.server.Server;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The types that a module has declared: {@code CounterModule implements Server<Integer, Integer,
 * Request<?>>} says what its state is. Found once for each class, and held by the class itself.
 */
final class TypeArguments {
  private static final ClassValue<ServerTypes> SERVERS =
      new ClassValue<>() {
        @Override
        protected ServerTypes computeValue(Class<?> type) {
          return serverTypes(type);
        }
      };

  private static final ClassValue<Class<?>> REPLIES =
      new ClassValue<>() {
        @Override
        protected Class<?> computeValue(Class<?> type) {
          return of(type, Call.class).map(List::getFirst).orElse(Object.class);
        }
      };

  private TypeArguments() {}

  /** Of the argument, the state, the calls and the casts. */
  record ServerTypes(Class<?> argument, Class<?> state, Class<?> call, Class<?> cast) {}

  /** What a class that implements {@link Server} has declared. */
  static ServerTypes server(Class<?> type) {
    return SERVERS.get(type);
  }

  /** The type of the reply to a request of a class. */
  static Class<?> reply(Class<?> type) {
    return REPLIES.get(type);
  }

  private static ServerTypes serverTypes(Class<?> type) {
    List<Class<?>> server = of(type, Server.class).orElseThrow();
    Class<?> cast = of(type, CastServer.class).<Class<?>>map(List::getLast).orElse(Object.class);
    return new ServerTypes(server.get(0), server.get(1), server.get(2), cast);
  }

  /** What the parameters of a generic type are, as seen from a subtype; empty if it is none. */
  static Optional<List<Class<?>>> of(Type type, Class<?> wanted) {
    return find(type, wanted)
        .map(found -> {
          List<Class<?>> raw = new ArrayList<>();
          found.forEach(argument -> raw.add(raw(argument)));
          return raw;
        });
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
    List<Type> parents = new ArrayList<>(List.of(raw.getGenericInterfaces()));
    if (raw.getGenericSuperclass() != null) {
      parents.add(raw.getGenericSuperclass());
    }
    return parents.stream()
        .flatMap(parent -> find(parent, wanted).stream())
        .findFirst()
        .map(found -> found.stream().map(t -> substitute(t, raw, arguments)).toList());
  }

  private static Type substitute(Type type, Class<?> declaring, List<Type> arguments) {
    int index = List.of(declaring.getTypeParameters()).indexOf(type);
    return index < 0 ? type : arguments.get(index);
  }

  private static Class<?> raw(Type type) {
    return switch (type) {
      case Class<?> plain -> plain;
      case ParameterizedType parameterized -> raw(parameterized.getRawType());
      case WildcardType wildcard -> raw(wildcard.getUpperBounds()[0]);
      case TypeVariable<?> variable -> raw(variable.getBounds()[0]);
      case GenericArrayType array -> raw(array.getGenericComponentType()).arrayType();
      default -> Object.class;
    };
  }
}
