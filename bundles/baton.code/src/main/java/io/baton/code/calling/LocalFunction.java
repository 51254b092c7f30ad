package io.baton.code.calling;

import io.baton.api.process.Next;
import io.baton.api.process.RuntimeHolder;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Captures calls that stay in one version. */
record LocalFunction(ClassLoader code) {
  private static final MethodHandle CAPTURE = captureHandle();

  private static MethodHandle captureHandle() {
    try {
      return MethodHandles.lookup()
          .findVirtual(
              LocalFunction.class,
              "capture",
              MethodType.methodType(Next.class, MethodHandle.class, String.class, Object[].class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** Returns what the view runs for a function that is bound to its object. */
  MethodHandle capturing(MethodHandle function, String name) {
    MethodType type = function.type();
    MethodHandle spread =
        function
            .asSpreader(Object[].class, type.parameterCount())
            .asType(MethodType.methodType(Next.class, Object[].class));
    return MethodHandles.insertArguments(CAPTURE, 0, this, spread, name)
        .asCollector(Object[].class, type.parameterCount())
        .asType(type);
  }

  Next capture(MethodHandle function, String name, @Nullable Object[] arguments) {
    RuntimeHolder.checkCaller();
    return new LocalCall(function, name, arguments, code);
  }
}
