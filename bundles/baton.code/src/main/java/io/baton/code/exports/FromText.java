package io.baton.code.exports;

import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes a value of a type out of text, or of a list of texts, as they come from a shell. */
public final class FromText {
  private FromText() {}

  /**
   * Converts one argument.
   *
   * @throws IllegalArgumentException if it cannot be done; the message says what is expected
   */
  public static @Nullable Object convert(@Nullable Object value, Type wanted) {
    return convertTo(value, bound(wanted));
  }

  private static @Nullable Object convertTo(@Nullable Object value, Type type) {
    Class<?> raw = raw(type);
    if (value == null) {
      return refuseNull(raw);
    }
    if (value instanceof Iterable<?> values && raw.isAssignableFrom(List.class)) {
      return elements(values, type);
    }
    if (value instanceof Iterable<?> values && raw == Set.class) {
      return new LinkedHashSet<>(elements(values, type));
    }
    Class<?> wanted = MethodType.methodType(raw).wrap().returnType();
    if (wanted.isInstance(value)) {
      return value;
    }
    if (value instanceof CharSequence || value instanceof Number) {
      return parse(value.toString(), wanted, type);
    }
    throw expected(type, value);
  }

  private static @Nullable Object refuseNull(Class<?> raw) {
    if (raw.isPrimitive()) {
      throw new IllegalArgumentException("expected " + raw.getSimpleName() + ", found nothing");
    }
    return null;
  }

  private static List<@Nullable Object> elements(Iterable<?> values, Type type) {
    Type element =
        type instanceof ParameterizedType generic
            ? generic.getActualTypeArguments()[0]
            : Object.class;
    List<@Nullable Object> converted = new ArrayList<>();
    for (Object value : values) {
      converted.add(convert(value, element));
    }
    return converted;
  }

  private static Object parse(String text, Class<?> wanted, Type type) {
    try {
      return switch (wanted.getName()) {
        case "java.lang.Integer" -> Integer.valueOf(text);
        case "java.lang.Long" -> Long.valueOf(text);
        case "java.lang.Short" -> Short.valueOf(text);
        case "java.lang.Byte" -> Byte.valueOf(text);
        case "java.lang.Double" -> Double.valueOf(text);
        case "java.lang.Float" -> Float.valueOf(text);
        case "java.lang.Boolean" -> bool(text, type);
        case "java.lang.Character" -> character(text, type);
        case "java.time.Duration" -> Duration.parse(text);
        default -> constant(text, wanted, type);
      };
    } catch (NumberFormatException | DateTimeParseException _) {
      throw expected(type, text);
    }
  }

  private static Boolean bool(String text, Type type) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw expected(type, text);
    };
  }

  private static Character character(String text, Type type) {
    if (text.length() != 1) {
      throw expected(type, text);
    }
    return text.charAt(0);
  }

  private static Object constant(String text, Class<?> wanted, Type type) {
    if (wanted.isAssignableFrom(String.class)) {
      return text;
    }
    Object[] constants = wanted.getEnumConstants();
    if (constants == null) {
      throw expected(type, text);
    }
    return Arrays.stream(constants)
        .filter(candidate -> ((Enum<?>) candidate).name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() ->
            new IllegalArgumentException(
                "expected one of %s, found %s".formatted(Arrays.toString(constants), text)));
  }

  /** Returns what may stand for several types takes what its bound takes. */
  private static Type bound(Type type) {
    return switch (type) {
      case WildcardType wildcard -> bound(wildcard.getUpperBounds()[0]);
      case TypeVariable<?> variable -> bound(variable.getBounds()[0]);
      default -> type;
    };
  }

  private static Class<?> raw(Type type) {
    return switch (type) {
      case Class<?> c -> c;
      case ParameterizedType generic -> (Class<?>) generic.getRawType();
      default -> Object.class;
    };
  }

  private static IllegalArgumentException expected(Type type, Object found) {
    return new IllegalArgumentException(
        "expected %s, found %s".formatted(TypeNames.simple(type), found));
  }
}
