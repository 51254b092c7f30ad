package io.baton.otp;

import io.baton.api.code.CodeChange;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.OldState;
import io.baton.api.spi.Handover;
import io.baton.api.spi.Modules;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One state that a loop keeps, seen from another thread while its process goes on.
 *
 * @param value the state
 * @param into where it would go in a version
 * @param trial carries it into a version as its process would
 */
record LiveState(
    Object value, Function<Modules.Bound, Handover.Into> into, Consumer<Modules.Bound> trial) {
  /** Which of the component's classes says itself what becomes of a state; held by the class. */
  private static final ClassValue<Boolean> CHANGES =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          try {
            return CodeChange.class.isAssignableFrom(type)
                && type.getMethod("codeChange", OldState.class, ModuleVersion.class)
                        .getDeclaringClass()
                    != CodeChange.class;
          } catch (NoSuchMethodException _) {
            return false;
          }
        }
      };

  static boolean isDecidedByCode(Modules.Bound version) {
    return CHANGES.get(version.instance().getClass());
  }
}
