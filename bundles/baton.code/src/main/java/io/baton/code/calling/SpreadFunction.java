package io.baton.code.calling;

import io.baton.spi.Handover;
import io.baton.spi.StateChange;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * A function that takes its arguments as one array, and how they are carried to it.
 *
 * @param function of type {@code (Object[])Next}
 * @param callee whose it is; null if there is no such function
 * @param parameters how each is carried; empty if none needs to be
 * @param method the function itself; null if there is none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, and hot
record SpreadFunction(
    MethodHandle function,
    Crossing crossing,
    Target.@Nullable Callable callee,
    Parameter[] parameters,
    @Nullable Method method) {
  private static final Parameter[] NONE = {};

  /**
   * One parameter.
   *
   * @param wanted its type where the call is made
   * @param into where the argument goes
   * @param plain whether it needs not be carried
   */
  record Parameter(Type wanted, Handover.Into into, boolean plain) {}

  /** A function whose arguments need not be carried. */
  SpreadFunction(
      MethodHandle function,
      Crossing crossing,
      Target.@Nullable Callable callee,
      @Nullable Method method) {
    this(function, crossing, callee, NONE, method);
  }

  /** Returns whether it matters which version has made the arguments. */
  boolean crosses() {
    return parameters.length > 0;
  }

  /**
   * The arguments as the function wants them.
   *
   * @param maker the version of the same module that has made them, if one has
   * @throws io.baton.api.code.HandoverException if one of them does not cross
   */
  @Nullable Object[] carry(@Nullable Object[] arguments, Target.@Nullable Callable maker) {
    @Nullable Object[] carried = arguments.clone();
    StateChange.Between versions =
        maker == null || callee == null || maker.loader() == callee.loader()
            ? null
            : new StateChange.Between(maker.version(), maker, callee);
    for (int i = 0; i < parameters.length; i++) {
      carried[i] = carry(carried[i], parameters[i], versions);
    }
    return carried;
  }

  private @Nullable Object carry(
      @Nullable Object value, Parameter parameter, StateChange.@Nullable Between versions) {
    if (value != null
        && versions != null
        && Crossing.isState(parameter.wanted(), parameter.into(), versions)) {
      return crossing.change(value, versions, parameter.into());
    }
    return parameter.plain() ? value : crossing.carry(parameter.into(), value);
  }
}
