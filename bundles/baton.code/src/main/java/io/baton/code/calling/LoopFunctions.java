package io.baton.code.calling;

import io.baton.code.exports.FunctionFinder;
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
  private record Counterpart(String name, Optional<List<LoopArguments.Place>> places) {}

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
    List<LoopArguments.Place> places = counterpart.places().orElse(List.of());
    for (int i = 0; i < places.size(); i++) {
      Object value = values[i];
      if (value != null) {
        arguments.add(new LoopArguments.Argument(value, places.get(i)));
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
                FunctionFinder.find(to.exports(), function)
                    .map(there -> LoopArguments.places(function, there, versions))));
  }
}
