package io.baton.code.calling;

import io.baton.api.code.CodeChange;
import io.baton.api.code.HandoverException;
import io.baton.spi.DeclaredTypes;
import io.baton.spi.Handover;
import io.baton.spi.PlainTypes;
import io.baton.spi.StateChange;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Arguments and results on their way from one version's classes to another's. */
final class Crossing {
  private static final MethodHandle CARRY =
      handle("carry", MethodType.methodType(Object.class, Handover.Into.class, Object.class));

  private static final MethodHandle THROWN =
      handle(
          "thrown", MethodType.methodType(Throwable.class, Handover.Into.class, Throwable.class));

  /** The state that a module changes by itself; held by the class of its component. */
  private static final ClassValue<Optional<Type>> STATE =
      new ClassValue<>() {
        @Override
        protected Optional<Type> computeValue(Class<?> type) {
          return DeclaredTypes.of(type, CodeChange.class).map(List::getFirst);
        }
      };

  private final Handover handover;
  private final StateChange changes;

  Crossing(Handover handover) {
    this.handover = handover;
    changes = new StateChange(handover);
  }

  private static MethodHandle handle(String name, MethodType type) {
    try {
      return MethodHandles.lookup().findVirtual(Crossing.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /**
   * Returns whether a value of this static type can hold nothing of any version, and fits as it is.
   */
  static boolean isPlain(Class<?> from, Class<?> to) {
    return from == to
        ? PlainTypes.isPlainPlace(from)
        : isPlain(from) && (isPlain(to) || to.getClassLoader() == null);
  }

  /** Of two classes that are not the same a record of each may be plain, but not the other. */
  private static boolean isPlain(Class<?> type) {
    return (type.isPrimitive() || type.getClassLoader() == null) && PlainTypes.isPlainPlace(type);
  }

  /**
   * A handle that carries a value across.
   *
   * @param way from its static type to another
   * @param into where it goes, made once for all values
   */
  MethodHandle carrier(MethodType way, Handover.Into into) {
    return MethodHandles.insertArguments(CARRY, 0, this, into).asType(way);
  }

  /**
   * A handle whose exceptions arrive in the caller's classes.
   *
   * @param function any handle
   * @param into the caller, made once for all exceptions
   */
  MethodHandle throwing(MethodHandle function, Handover.Into into) {
    MethodHandle thrown = MethodHandles.insertArguments(THROWN, 0, this, into);
    MethodHandle thrower =
        MethodHandles.filterArguments(
            MethodHandles.throwException(function.type().returnType(), Throwable.class), 0, thrown);
    return MethodHandles.catchException(function, Throwable.class, thrower);
  }

  /** Returns what the caller gets to see of an exception. */
  Throwable thrown(Handover.Into into, Throwable thrown) {
    if (thrown instanceof VirtualMachineError
        || thrown.getClass().getClassLoader() == HandoverException.class.getClassLoader()) {
      return thrown;
    }
    try {
      return (Throwable) handover.convert(thrown, into);
    } catch (HandoverException refused) {
      return explained(refused, thrown);
    }
  }

  /** The caller cannot have the exception, but what it says and where it was thrown. */
  private static HandoverException explained(HandoverException refused, Throwable thrown) {
    String message;
    StackTraceElement[] trace;
    try {
      message = String.valueOf(thrown.getMessage());
      trace = thrown.getStackTrace();
    } catch (RuntimeException | StackOverflowError _) {
      return refused;
    }
    var explained = new HandoverException("%s: %s".formatted(refused.getMessage(), message));
    explained.setStackTrace(trace);
    return explained;
  }

  @Nullable Object carry(Handover.Into into, @Nullable Object value) {
    return value == null ? null : handover.convert(value, into);
  }

  /** The state of a loop from version to version: the module's {@code codeChange}. */
  Object change(Object state, StateChange.Between versions, Handover.Into into) {
    return changes.carry(state, versions, into);
  }

  /**
   * Returns whether an argument is what {@code codeChange} is for: the later of two versions says
   * what its state is.
   *
   * @param declared the argument's type in the version that it is of
   */
  static boolean isState(Type declared, Handover.Into into, StateChange.Between versions) {
    var before = versions.before();
    return versions.isDown()
        ? before != null && changes(before.type(), declared)
        : changes(versions.to().type(), into.type());
  }

  /** Returns whether a component changes values of a type by itself. */
  private static boolean changes(Class<?> component, Type type) {
    return CodeChange.class.isAssignableFrom(component)
        && STATE.get(component).filter(type::equals).isPresent();
  }
}
