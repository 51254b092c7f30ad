package io.baton.code.calling;

import io.baton.api.code.ModuleVersion;
import io.baton.spi.DeclaredTypes;
import io.baton.spi.Handover;
import io.baton.spi.Handover.Into;
import io.baton.spi.Modules.Bound;
import io.baton.spi.StateChange;
import io.baton.spi.StateChange.Between;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The arguments of a loop that a process runs, and where they would go in another version, if its
 * next turn continued with the same function.
 *
 * @param function such as {@code counter:loop/2}
 * @param isExported whether the other version has it
 * @param arguments that are not null; empty if the other has it not
 */
public record LoopArguments(String function, boolean isExported, List<Argument> arguments) {
  /**
   * One argument.
   *
   * @param value of the version that the loop is in
   * @param into where it would go
   * @param change between which versions, if it is what the module's {@code codeChange} is for
   */
  public record Argument(Object value, Into into, Optional<Between> change) {
    /** Returns whether the module's own code decides what becomes of it. */
    public boolean isDecidedByCode() {
      return change.filter(StateChange::isDecidedByCode).isPresent();
    }

    /**
     * Carries it as its process would.
     *
     * @throws io.baton.api.code.HandoverException if it does not cross
     */
    public void tryIn(Handover handover) {
      Object _ =
          change.isPresent()
              ? new StateChange(handover).carry(value, change.get(), into)
              : handover.convert(value, into);
    }
  }

  /** Returns a function as Erlang writes it, {@code module:function/arity}. */
  public static String name(ModuleVersion version, Method function) {
    return Binder.label(version.module(), function);
  }

  /**
   * A parameter of a function, and where its arguments would go in another version.
   *
   * @param type in the version before
   * @param into where it would go
   * @param isDecidedByCode whether the module's own code decides what becomes of it
   */
  public record Parameter(Class<?> type, Into into, boolean isDecidedByCode) {}

  /**
   * Returns the parameters of a function that two versions have, whether a process runs it or not.
   *
   * @param function of the version before
   * @param there the same in the other version
   * @param versions between which it goes
   */
  public static List<Parameter> parameters(Method function, Method there, Between versions) {
    Bound before = versions.before();
    ClassLoader from = before == null ? null : before.loader();
    List<Parameter> parameters = new ArrayList<>();
    for (int i = 0; i < there.getParameterCount(); i++) {
      Into into = Binder.argument(there, i, versions.to()).from(from);
      parameters.add(
          new Parameter(
              function.getParameterTypes()[i],
              into,
              Crossing.isState(declared(function, i), into, versions)
                  && StateChange.isDecidedByCode(versions)));
    }
    return parameters;
  }

  static Type declared(Method function, int place) {
    return DeclaredTypes.closed(function.getGenericParameterTypes()[place]);
  }
}
