package io.baton.code.calling;

import io.baton.api.process.Pid;
import io.baton.api.spi.Handover;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Arguments and results on their way from one version's classes to another's. */
final class Crossing {
  private static final MethodHandle CARRY = carryHandle();

  private final Handover handover;

  Crossing(Handover handover) {
    this.handover = handover;
  }

  private static MethodHandle carryHandle() {
    try {
      return MethodHandles.lookup()
          .findVirtual(
              Crossing.class,
              "carry",
              MethodType.methodType(Object.class, Class.class, ClassLoader.class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Whether a value of this static type can hold nothing of any version, and fits as it is. */
  static boolean isPlain(Class<?> from, Class<?> to) {
    return (isPlain(from) && (isPlain(to) || to.getClassLoader() == null))
        || (from == to && PlainTypes.contains(from));
  }

  private static boolean isPlain(Class<?> type) {
    return type.isPrimitive()
        || type == String.class
        || type == Pid.class
        || (Number.class.isAssignableFrom(type) && type.getClassLoader() == null)
        || type == Boolean.class
        || type == Character.class;
  }

  /**
   * A handle that carries a value across.
   *
   * @return null if nothing needs to be done but what {@code asType} does
   */
  @Nullable MethodHandle carrier(Class<?> from, Class<?> to, @Nullable ClassLoader into) {
    if (into == null || from == void.class || to == void.class || isPlain(from, to)) {
      return null;
    }
    return MethodHandles.insertArguments(CARRY, 0, this, to, into)
        .asType(MethodType.methodType(to, from));
  }

  @Nullable Object carry(Class<?> to, ClassLoader into, @Nullable Object value) {
    return value == null ? null : handover.convert(value, new Handover.Into(to, into, "value"));
  }
}
