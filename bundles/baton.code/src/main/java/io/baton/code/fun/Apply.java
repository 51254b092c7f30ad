package io.baton.code.fun;

import io.baton.api.code.UndefinedFunction;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.ProcessRuntime;
import io.baton.code.calling.Target;
import io.baton.code.calling.Undefined;
import io.baton.code.exports.Exports;
import io.baton.code.exports.FromText;
import io.baton.code.view.Access;
import io.baton.spi.CapturedCall;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls functions by name, with arguments that may be text: {@code apply(M, F, Args)}. */
public final class Apply {
  private Apply() {}

  /**
   * See {@link io.baton.api.code.Code#call}.
   *
   * @param target what current is
   * @param function its name
   * @param arguments as many as it has parameters
   * @return what the function returned
   * @throws Throwable what the function threw
   */
  public static @Nullable Object call(Target target, String function, List<?> arguments)
      throws Throwable {
    Target.Callable code = target.code();
    List<Method> found =
        code == null ? List.of() : code.exports().named(function, arguments.size());
    if (code != null && found.isEmpty() && code.instance() instanceof UndefinedFunction other) {
      return other.undefinedFunction(
          function, Collections.unmodifiableList(new ArrayList<>(arguments)));
    }
    if (code == null || found.isEmpty()) {
      throw new UndefinedFunctionException(
          Undefined.message(target, "%s/%d".formatted(function, arguments.size())));
    }
    IllegalArgumentException refused = new IllegalArgumentException(function);
    for (Method method : found) {
      @Nullable Object[] converted;
      try {
        converted = convert(method, arguments);
      } catch (IllegalArgumentException e) {
        refused = e;
        continue;
      }
      return run(Access.handle(method).bindTo(code.instance()), converted);
    }
    throw refused;
  }

  private static @Nullable Object[] convert(Method method, List<?> arguments) {
    Type[] types = method.getGenericParameterTypes();
    @Nullable Object[] converted = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      try {
        converted[i] = FromText.convert(arguments.get(i), types[i]);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "%s: argument %d: %s".formatted(Exports.describe(method), i + 1, e.getMessage()), e);
      }
    }
    return converted;
  }

  /** A function that is a loop is run to its end, as a call of it in Erlang's shell is. */
  static @Nullable Object run(MethodHandle function, @Nullable Object[] arguments)
      throws Throwable {
    Object result = function.invokeWithArguments(arguments);
    while (result instanceof CapturedCall call) {
      result = call.bind().run();
    }
    return result == ProcessRuntime.STOP ? null : result;
  }
}
