package io.baton.api.code;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Callback of the component of a module that answers calls of functions which the module does not
 * export, such as a proxy (Erlang's {@code '$handle_undefined_function'/2}; kernel's
 * error_handler.erl).
 *
 * <p>It is asked where the call would otherwise be {@code undef}: for abstract methods of views,
 * {@link Code#call} and {@link Fun}s. A function that returns {@link io.baton.api.process.Next} is
 * the code of a loop, which must be there: for that it is not asked.
 */
@ConsumerType
@FunctionalInterface
public interface UndefinedFunction {
  /**
   * Answers a call. Runs on the thread of the caller, as a function of the module.
   *
   * @param function name of the function
   * @param arguments in the classes of this version where it has them; unmodifiable
   * @return what the function is to return; it crosses to the caller as any result
   * @throws Throwable what the function is to throw; {@link UndefinedFunctionException} if there is
   *     no such function after all
   */
  @Nullable Object undefinedFunction(String function, List<? extends @Nullable Object> arguments)
      throws Throwable;
}
