package io.baton.code.calling;

import io.baton.code.exports.FunctionFinder;
import io.baton.spi.Handover.Into;
import io.baton.spi.StateChange.Between;
import io.baton.spi.Turn;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The functions of a version that processes run as loops, and the same in another version. Each is
 * looked for once, however many processes run it. Used by one thread.
 */
public final class LoopFunctions {
  private final Target.Callable from;
  private final VersionCode to;
  private final Between versions;
  private final Map<Method, Counterpart> known = new HashMap<>();

  /**
   * What is found of a function in the other version.
   *
   * @param name such as {@code counter:loop/2}
   * @param places of its arguments there; empty if the other version does not export it
   */
  private record Counterpart(String name, Optional<List<Place>> places) {}

  /** Where an argument would go, and between which versions if {@code codeChange} is for it. */
  private record Place(Into into, Optional<Between> change) {}

  /**
   * Creates what finds them.
   *
   * @param from the version that processes run
   * @param to the version that they would go to
   */
  public LoopFunctions(Target.Callable from, VersionCode to) {
    this.from = from;
    this.to = to;
    versions = new Between(from.version(), from, to);
  }

  /**
   * Returns the arguments of a turn.
   *
   * @param turn any
   * @return empty unless the turn is a qualified call of the version that processes run
   */
  public Optional<LoopArguments> arguments(Turn turn) {
    if (!(turn instanceof QualifiedCall.Bound call) || call.target().code() != from) {
      return Optional.empty();
    }
    Method function = call.method();
    return function == null
        ? Optional.empty()
        : Optional.of(arguments(counterpart(function), call.arguments()));
  }

  private static LoopArguments arguments(Counterpart counterpart, @Nullable Object[] values) {
    List<LoopArguments.Argument> arguments = new ArrayList<>();
    List<Place> places = counterpart.places().orElse(List.of());
    for (int i = 0; i < places.size(); i++) {
      Object value = values[i];
      if (value != null) {
        Place place = places.get(i);
        arguments.add(new LoopArguments.Argument(value, place.into(), place.change()));
      }
    }
    return new LoopArguments(counterpart.name(), counterpart.places().isPresent(), arguments);
  }

  private Counterpart counterpart(Method function) {
    return known.computeIfAbsent(
        function,
        _ ->
            new Counterpart(
                LoopArguments.name(from.version(), function),
                FunctionFinder.find(to.exports(), function).map(there -> places(function, there))));
  }

  private List<Place> places(Method function, Method there) {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < there.getParameterCount(); i++) {
      Into into = Binder.argument(there, i, to).from(from.loader());
      boolean isState = Crossing.isState(LoopArguments.declared(function, i), into, versions);
      places.add(new Place(into, isState ? Optional.of(versions) : Optional.empty()));
    }
    return places;
  }
}
