package io.baton.api.code;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function by its name (Erlang's external fun, {@code fun M:F/A}): each call of it runs the
 * version that is current at the call. Two are equal if they name the same function.
 *
 * <p>It is of no version's code, so it may be kept in state and sent in messages: it crosses as it
 * is, and is not lost when a version is purged, as a lambda is. The module need not be loaded yet.
 * May be called on any thread.
 *
 * @param module name of the module
 * @param function name of a function that it exports
 */
public record Fun(String module, String function) {
  /**
   * Creates a function by its name.
   *
   * @throws IllegalArgumentException if a name is blank
   */
  public Fun {
    if (module.isBlank() || function.isBlank()) {
      throw new IllegalArgumentException(
          "expected the names of a module and a function, was \"%s:%s\""
              .formatted(module, function));
    }
  }

  private static FunRuntime runtime() {
    return FunRuntime.HOLDER.active();
  }

  /**
   * Returns a function by its name. The function is looked up when it is called, not before.
   *
   * @param module name of the module
   * @param function name of a function that it exports
   * @return the function
   * @throws IllegalArgumentException if a name is blank
   */
  public static Fun of(String module, String function) {
    return new Fun(module, function);
  }

  /**
   * Calls the function of the version that is current. Arguments cross to its classes. The result
   * crosses to the classes of the caller: of the nearest bundle on the stack that is not Baton's. A
   * function that is a loop runs to its end.
   *
   * @param arguments as many as the function has parameters; their types decide between functions
   *     of the same name and number
   * @return what the function returned; null for {@code void}
   * @throws UndefinedFunctionException if current exports no such function; nothing has run
   * @throws HandoverException if an argument does not cross, when nothing has run; or the result,
   *     when the function has
   */
  public @Nullable Object call(@Nullable Object... arguments) {
    return runtime().call(this, Arrays.asList(arguments));
  }

  /**
   * Calls the function, as {@link #call(Object...)} does, with a result of a given type.
   *
   * @param <T> a type of the caller or of the JDK
   * @param result type of the result; a primitive type takes its wrapper
   * @param arguments as many as the function has parameters
   * @return what the function returned, converted
   * @throws UndefinedFunctionException if current exports no such function; nothing has run
   * @throws HandoverException if an argument does not cross, when nothing has run; or the result,
   *     when the function has
   */
  public <T> @Nullable T call(Class<T> result, List<? extends @Nullable Object> arguments) {
    return runtime().call(this, result, arguments);
  }

  /**
   * Returns the function as an implementation of an interface: each call of it is a call of this.
   * It is of no version's code either, so it may be kept as this may. The interface's default
   * methods work.
   *
   * @param <I> the interface
   * @param functionalInterface with one abstract method, of the JDK or of a bundle that is no
   *     module; {@code UnaryOperator.class}, say
   * @return the same object for the same function and interface, as long as it is reachable
   * @throws IllegalArgumentException if the type is not such an interface
   */
  public <I> I as(Class<I> functionalInterface) {
    return runtime().as(this, functionalInterface);
  }

  @Override
  public String toString() {
    return "fun %s:%s".formatted(module, function);
  }
}
