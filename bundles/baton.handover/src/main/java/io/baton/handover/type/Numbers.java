package io.baton.handover.type;

import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Converts numbers, characters and booleans to other types, if nothing is lost. */
public final class Numbers {
  private static final List<Class<?>> INTEGRAL =
      List.of(Byte.class, Short.class, Character.class, Integer.class, Long.class);
  private static final double TWO_TO_63 = 0x1p63;

  private Numbers() {}

  public static Class<?> boxed(Class<?> type) {
    return MethodType.methodType(type).wrap().returnType();
  }

  public static Class<?> primitive(Class<?> wrapper) {
    return MethodType.methodType(wrapper).unwrap().returnType();
  }

  /** Returns whether a class is a wrapper of a primitive type. */
  public static boolean isWrapper(Class<?> type) {
    return primitive(type).isPrimitive() && type != Void.class;
  }

  /** Returns whether some value of a class may be converted to a wrapper. */
  public static boolean isNumber(Class<?> from, Class<?> to) {
    return from == to || (isNumeric(from) && isNumeric(to));
  }

  private static boolean isNumeric(Class<?> type) {
    return isReal(type) || INTEGRAL.contains(type);
  }

  private static boolean isReal(Class<?> type) {
    return type == Float.class || type == Double.class;
  }

  /** Returns whether every value of a wrapper is a value of another. */
  public static boolean widens(Class<?> from, Class<?> to) {
    if (from == to) {
      return true;
    }
    if (!isNumeric(from) || !isNumeric(to)) {
      return false;
    }
    if (from == Character.class || to == Character.class) {
      return from == Character.class && bits(to) > Character.SIZE;
    }
    return bits(to) > bits(from) && (isReal(to) || !isReal(from));
  }

  /**
   * Returns how many bits of a number are exact, including its sign. A float has a significand of
   * 24 bits, a double of 53.
   */
  private static int bits(Class<?> type) {
    return switch (type.getSimpleName()) {
      case "Byte" -> Byte.SIZE;
      case "Short", "Character" -> Short.SIZE;
      case "Integer" -> Integer.SIZE;
      case "Long" -> Long.SIZE;
      case "Float" -> 25;
      default -> 54;
    };
  }

  /** Returns the same number as another wrapper; null if it is not one of its values. */
  public static @Nullable Object fit(Object value, Class<?> to) {
    if (value.getClass() == to) {
      return value;
    }
    return switch (value) {
      case Float real -> ofReal(real.doubleValue(), to);
      case Double real -> ofReal(real, to);
      case Character character -> ofLong(character, to);
      case Number number -> ofLong(number.longValue(), to);
      default -> null;
    };
  }

  private static @Nullable Object ofReal(double real, Class<?> to) {
    if (to == Double.class) {
      return real;
    }
    if (to == Float.class) {
      return Double.compare((float) real, real) == 0 ? (Object) (float) real : null;
    }
    boolean negativeZero = Double.compare(real, -0.0) == 0;
    return real == Math.rint(real) && Math.abs(real) < TWO_TO_63 && !negativeZero
        ? ofLong((long) real, to)
        : null;
  }

  private static @Nullable Object ofLong(long number, Class<?> to) {
    return switch (to.getSimpleName()) {
      case "Byte" -> (byte) number == number ? (Object) (byte) number : null;
      case "Short" -> (short) number == number ? (Object) (short) number : null;
      case "Character" -> (char) number == number ? (Object) (char) number : null;
      case "Integer" -> (int) number == number ? (Object) (int) number : null;
      case "Long" -> number;
      case "Float" -> isExact(number, (float) number) ? (Object) (float) number : null;
      default -> isExact(number, (double) number) ? (Object) (double) number : null;
    };
  }

  private static boolean isExact(long number, double real) {
    return new BigDecimal(real).compareTo(BigDecimal.valueOf(number)) == 0;
  }
}
