package io.baton.code.calling;

import io.baton.api.code.ModuleVersion;
import io.baton.api.code.UndefinedFunction;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.Next;
import io.baton.api.process.RuntimeHolder;
import io.baton.code.exports.FunctionFinder;
import io.baton.code.view.Access;
import io.baton.spi.DeclaredTypes;
import io.baton.spi.Handover;
import io.baton.spi.Modules;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collections;
import java.util.Optional;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Makes the handle that a call of a view's method runs: the function, between two crossings. */
final class Binder {
  private static final MethodHandle UNDEFINED = undefinedHandle();
  private static final MethodHandle ANSWER = answerHandle();
  private static final MethodHandle AWAIT_OBJECT = awaitObjectHandle();

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

  private static MethodHandle answerHandle() {
    try {
      return MethodHandles.lookup()
          .findStatic(
              Binder.class,
              "answer",
              MethodType.methodType(
                  Object.class, UndefinedFunction.class, String.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static MethodHandle awaitObjectHandle() {
    try {
      return MethodHandles.lookup()
          .findVirtual(
              ModuleSwitch.class,
              "awaitObject",
              MethodType.methodType(Object.class, Target.Callable.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  static UndefinedFunctionException undefined(String message) {
    RuntimeHolder.checkCaller();
    return new UndefinedFunctionException(message);
  }

  /**
   * Returns whether there is a version, and it exports no function of this name that takes these
   * parameters: then the view's own default method runs, if it has one. A function with another
   * result is not missing, but an error.
   */
  static boolean isMissing(Method wanted, Target target) {
    Target.Callable code = target.code();
    return code != null && FunctionFinder.isMissing(code.exports(), wanted);
  }

  /** A handle of the type of the view's method; one that throws if there is no such function. */
  MethodHandle bind(Method wanted, Target target) {
    MethodType type = MethodType.methodType(wanted.getReturnType(), wanted.getParameterTypes());
    Target.Callable code = target.code();
    Optional<Method> function =
        code == null ? Optional.empty() : FunctionFinder.find(code.exports(), wanted);
    if (code != null && function.isEmpty() && code.instance() instanceof UndefinedFunction other) {
      return crossed(
          wanted, answering(other, wanted), place -> anything(wanted, place, code), code);
    }
    if (code == null || function.isEmpty()) {
      return thrower(type, Undefined.message(target, wanted));
    }
    return code.loader() == caller
        ? Access.handle(function.get()).bindTo(code.instance()).asType(type)
        : crossed(
            wanted,
            Access.handle(function.get()).bindTo(code.instance()),
            place -> argument(function.get(), place, code),
            code);
  }

  /** What answers the calls of a function that the module does not export. */
  private static MethodHandle answering(UndefinedFunction other, Method wanted) {
    return MethodHandles.insertArguments(ANSWER, 0, other, wanted.getName())
        .asCollector(Object[].class, wanted.getParameterCount());
  }

  /** Returns what a module answers that does not export a function. */
  static @Nullable Object answer(
      UndefinedFunction other, String function, @Nullable Object[] arguments) throws Throwable {
    return other.undefinedFunction(
        function, Collections.unmodifiableList(Arrays.asList(arguments)));
  }

  private static Handover.Into anything(Method wanted, int place, Modules.Bound callee) {
    String what = "argument %d of %s".formatted(place + 1, label(callee.version(), wanted));
    return new Handover.Into(Object.class, callee.loader(), what);
  }

  /**
   * The same in two steps, so that nothing of the caller is on the stack while the function runs.
   */
  SpreadFunction spread(Method wanted, Target target) {
    Target.Callable code = target.code();
    Optional<Method> function =
        code == null ? Optional.empty() : FunctionFinder.find(code.exports(), wanted);
    if (code == null || function.isEmpty()) {
      MethodType type = MethodType.methodType(Next.class, Object[].class);
      String message = Undefined.message(target, wanted);
      return new SpreadFunction(thrower(type, message), crossing, null, null);
    }
    MethodHandle spread =
        spread(Access.handle(function.get()).bindTo(code.instance()), function.get());
    return code.loader() == caller
        ? new SpreadFunction(spread, crossing, code, function.get())
        : new SpreadFunction(
            spread, crossing, code, parameters(wanted, function.get(), code), function.get());
  }

  /**
   * The function of the very version that has made a call, on the object that the version has when
   * it runs; empty if it exports none.
   */
  static Optional<MethodHandle> own(Method wanted, ModuleSwitch module, Target.Callable maker) {
    return FunctionFinder.find(maker.exports(), wanted)
        .map(function -> {
          MethodHandle handle = Access.handle(function);
          MethodHandle object = MethodHandles.insertArguments(AWAIT_OBJECT, 0, module, maker);
          return spread(
              MethodHandles.foldArguments(
                  handle.asType(handle.type().changeParameterType(0, Object.class)), object),
              function);
        });
  }

  static MethodHandle spread(MethodHandle bound, Method function) {
    return bound
        .asSpreader(Object[].class, function.getParameterCount())
        .asType(MethodType.methodType(Next.class, Object[].class));
  }

  @Nullable ClassLoader caller() {
    return caller;
  }

  private SpreadFunction.Parameter[] parameters(
      Method wanted, Method function, Target.Callable callee) {
    var parameters = new SpreadFunction.Parameter[function.getParameterCount()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] =
          new SpreadFunction.Parameter(
              DeclaredTypes.closed(wanted.getGenericParameterTypes()[i]),
              argument(function, i, callee).from(caller),
              Crossing.isPlain(wanted.getParameterTypes()[i], function.getParameterTypes()[i]));
    }
    return parameters;
  }

  static Handover.Into argument(Method function, int place, Modules.Bound callee) {
    Type type = DeclaredTypes.closed(function.getGenericParameterTypes()[place]);
    String what = "argument %d of %s".formatted(place + 1, label(callee.version(), function));
    return new Handover.Into(type, callee.loader(), what);
  }

  private static Handover.Into result(Method wanted, Target.Callable callee, ClassLoader caller) {
    Type type = DeclaredTypes.closed(wanted.getGenericReturnType());
    String what = "result of " + label(callee.version(), wanted);
    return new Handover.Into(type, caller, what, callee.loader());
  }

  private static Handover.Into thrown(Method wanted, Target.Callable callee, ClassLoader caller) {
    String what = "exception of " + label(callee.version(), wanted);
    return new Handover.Into(Throwable.class, caller, what, callee.loader());
  }

  private static String label(ModuleVersion version, Method function) {
    return label(version.module(), function);
  }

  /** As Erlang writes it: {@code module:function/arity}. */
  static String label(String module, Method function) {
    return "%s:%s/%d".formatted(module, function.getName(), function.getParameterCount());
  }

  private static MethodHandle thrower(MethodType type, String message) {
    MethodHandle make = UNDEFINED.bindTo(message);
    MethodHandle thrower =
        MethodHandles.foldArguments(
            MethodHandles.throwException(type.returnType(), UndefinedFunctionException.class),
            make);
    return MethodHandles.dropArguments(thrower, 0, type.parameterList());
  }

  /**
   * Puts a function between two crossings.
   *
   * @param handle bound to the object of the version
   * @param into where each argument goes
   */
  private MethodHandle crossed(
      Method wanted, MethodHandle handle, IntFunction<Handover.Into> into, Target.Callable code) {
    MethodType own = handle.type();
    MethodType type = MethodType.methodType(wanted.getReturnType(), wanted.getParameterTypes());
    @Nullable MethodHandle[] arguments = new MethodHandle[own.parameterCount()];
    for (int i = 0; i < arguments.length; i++) {
      Class<?> from = type.parameterType(i);
      Class<?> to = own.parameterType(i);
      arguments[i] =
          Crossing.isPlain(from, to)
              ? null
              : crossing.carrier(MethodType.methodType(to, from), into.apply(i).from(caller));
    }
    MethodHandle crossed = MethodHandles.filterArguments(handle, 0, arguments);
    Class<?> from = own.returnType();
    Class<?> to = type.returnType();
    if (caller == null) {
      return crossed.asType(type);
    }
    if (from != void.class && to != void.class && !Crossing.isPlain(from, to)) {
      MethodHandle result =
          crossing.carrier(MethodType.methodType(to, from), result(wanted, code, caller));
      crossed = MethodHandles.filterReturnValue(crossed, result);
    }
    return crossing.throwing(crossed.asType(type), thrown(wanted, code, caller));
  }
}
