package io.baton.code.calling;

import io.baton.api.process.Next;
import io.baton.api.spi.Handover.Into;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a loop that a process runs, and where they would go in another version, if its
 * next turn continued with the same function.
 *
 * @param function such as {@code counter:loop/2}
 * @param isExported whether the other version has it
 * @param arguments that are not null, by where they would go; empty if the other has it not
 */
public record LoopArguments(String function, boolean isExported, Map<Into, Object> arguments) {
  /**
   * Of a turn.
   *
   * @param turn any
   * @param from the version that it must run
   * @param to the version that it would go to
   * @return empty unless the turn is a qualified call of that version
   */
  public static Optional<LoopArguments> of(
      Next.Turn turn, Target.Callable from, Target.Callable to) {
    if (!(turn instanceof QualifiedCall.Turn call) || call.target().code() != from) {
      return Optional.empty();
    }
    Method method = call.parts().method();
    if (method == null) {
      return Optional.empty();
    }
    String name =
        "%s:%s/%d".formatted(from.version().module(), method.getName(), method.getParameterCount());
    return Optional.of(
        FunctionFinder.find(to.exports(), method)
            .map(there -> new LoopArguments(name, true, arguments(call, there, to, name)))
            .orElseGet(() -> new LoopArguments(name, false, Map.of())));
  }

  private static Map<Into, Object> arguments(
      QualifiedCall.Turn call, Method there, Target.Callable to, String name) {
    Map<Into, Object> arguments = new LinkedHashMap<>();
    Type[] types = there.getGenericParameterTypes();
    for (int i = 0; i < types.length; i++) {
      @Nullable Object argument = call.arguments()[i];
      if (argument != null) {
        String what = "argument %d of %s".formatted(i + 1, name);
        arguments.put(new Into(types[i], to.loader(), what), argument);
      }
    }
    return arguments;
  }
}
