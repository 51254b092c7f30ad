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
   * Where an argument would go.
   *
   * @param into where it would go
   * @param change between which versions, if it is what the module's {@code codeChange} is for
   */
  public record Place(Into into, Optional<Between> change) {
    /** Returns whether the module's own code decides what becomes of it. */
    public boolean isDecidedByCode() {
      return change.filter(StateChange::isDecidedByCode).isPresent();
    }
  }

  /**
   * One argument.
   *
   * @param value of the version that the loop is in
   * @param place where it would go
   */
  public record Argument(Object value, Place place) {
    /**
     * Carries it as its process would.
     *
     * @throws io.baton.api.code.HandoverException if it does not cross
     */
    public void tryIn(Handover handover) {
      Optional<Between> change = place.change();
      Object _ =
          change.isPresent()
              ? new StateChange(handover).carry(value, change.get(), place.into())
              : handover.convert(value, place.into());
    }
  }

  /** Returns a function as Erlang writes it, {@code module:function/arity}. */
  public static String name(ModuleVersion version, Method function) {
    return Binder.label(version.module(), function);
  }

  /**
   * Returns where the arguments of a function that two versions have would go, whether a process
   * runs it or not.
   *
   * @param function of the version before
   * @param there the same in the other version
   * @param versions between which they go
   */
  public static List<Place> places(Method function, Method there, Between versions) {
    Bound before = versions.before();
    ClassLoader from = before == null ? null : before.loader();
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < there.getParameterCount(); i++) {
      Into into = Binder.argument(there, i, versions.to()).from(from);
      boolean isState = Crossing.isState(declared(function, i), into, versions);
      places.add(new Place(into, isState ? Optional.of(versions) : Optional.empty()));
    }
    return places;
  }

  private static Type declared(Method function, int place) {
    return DeclaredTypes.closed(function.getGenericParameterTypes()[place]);
  }
}
