package io.baton.code.calling;

import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.Next;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes the handle that a call of a view's method runs: the function, between two crossings. */
final class Binder {
  private static final MethodHandle UNDEFINED = undefinedHandle();

  private static final @Nullable Class<?>[] NOTHING = {};

  private final @Nullable ClassLoader caller;
  private final Crossing crossing;

  /**
   * A binder for the views of one caller.
   *
   * @param caller the class loader of the view's interface
   */
  Binder(@Nullable ClassLoader caller, Crossing crossing) {
    this.caller = caller;
    this.crossing = crossing;
  }

  private static MethodHandle undefinedHandle() {
    try {
      return MethodHandles.lookup()
          .findStatic(
              Binder.class,
              "undefined",
              MethodType.methodType(UndefinedFunctionException.class, String.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  static UndefinedFunctionException undefined(String message) {
    return new UndefinedFunctionException(message);
  }

  /** A handle of the type of the view's method; one that throws if there is no such function. */
  MethodHandle bind(Method wanted, Target target) {
    MethodType type = MethodType.methodType(wanted.getReturnType(), wanted.getParameterTypes());
    Target.Callable code = target.code();
    Optional<Method> function =
        code == null ? Optional.empty() : FunctionFinder.find(code.exports(), wanted);
    if (code == null || function.isEmpty()) {
      return thrower(type, Undefined.message(target, wanted));
    }
    MethodHandle handle = Access.handle(function.get()).bindTo(code.instance());
    return code.loader() == caller ? handle.asType(type) : crossed(handle, type, code.loader());
  }

  /**
   * A function that takes its arguments as one array, and how they are carried to it.
   *
   * @param function of type {@code (Object[])Next}
   * @param types of its parameters; null for each that needs not be carried, empty if none needs to
   * @param callee the class loader to carry to
   * @param method the function; null if there is none
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared, and hot
  record Parts(
      MethodHandle function,
      Crossing crossing,
      @Nullable Class<?>[] types,
      ClassLoader callee,
      @Nullable Method method) {
    @Nullable Object[] carry(@Nullable Object[] arguments) {
      @Nullable Object[] carried = arguments.clone();
      for (int i = 0; i < types.length; i++) {
        Class<?> type = types[i];
        carried[i] = type == null ? carried[i] : crossing.carry(type, callee, carried[i]);
      }
      return carried;
    }
  }

  /**
   * The same in two steps, so that nothing of the caller is on the stack while the function runs.
   */
  Parts parts(Method wanted, Target target) {
    Target.Callable code = target.code();
    Optional<Method> function =
        code == null ? Optional.empty() : FunctionFinder.find(code.exports(), wanted);
    if (code == null || function.isEmpty()) {
      MethodType type = MethodType.methodType(Next.class, Object[].class);
      String message = Undefined.message(target, wanted);
      return new Parts(
          thrower(type, message), crossing, NOTHING, Binder.class.getClassLoader(), null);
    }
    MethodHandle handle = Access.handle(function.get()).bindTo(code.instance());
    MethodHandle spread =
        handle
            .asSpreader(Object[].class, wanted.getParameterCount())
            .asType(MethodType.methodType(Next.class, Object[].class));
    @Nullable Class<?>[] types =
        code.loader() == caller
            ? NOTHING
            : carried(wanted.getParameterTypes(), function.get().getParameterTypes());
    return new Parts(spread, crossing, types, code.loader(), function.get());
  }

  private static @Nullable Class<?>[] carried(Class<?>[] from, Class<?>[] to) {
    @Nullable Class<?>[] carried = new Class<?>[to.length];
    for (int i = 0; i < to.length; i++) {
      carried[i] = Crossing.isPlain(from[i], to[i]) ? null : to[i];
    }
    return carried;
  }

  private static MethodHandle thrower(MethodType type, String message) {
    MethodHandle make = UNDEFINED.bindTo(message);
    MethodHandle thrower =
        MethodHandles.foldArguments(
            MethodHandles.throwException(type.returnType(), UndefinedFunctionException.class),
            make);
    return MethodHandles.dropArguments(thrower, 0, type.parameterList());
  }

  private MethodHandle crossed(MethodHandle handle, MethodType type, ClassLoader callee) {
    MethodType own = handle.type();
    @Nullable MethodHandle[] arguments = new MethodHandle[own.parameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      arguments[i] = crossing.carrier(type.parameterType(i), own.parameterType(i), callee);
    }
    MethodHandle crossed = MethodHandles.filterArguments(handle, 0, arguments);
    MethodHandle result = crossing.carrier(own.returnType(), type.returnType(), caller);
    return (result == null ? crossed : MethodHandles.filterReturnValue(crossed, result))
        .asType(type);
  }
}
