package io.baton.scenarios.stage;

import io.baton.api.code.PurgedCodeException;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.Down;
import io.baton.api.process.Exit;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.scenarios.words.Text;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is printed of values, in Erlang's words. */
final class Printed {
  private Printed() {}

  /** A reason without its stack trace. */
  static String reason(ExitReason reason) {
    if (reason instanceof ExitReason.Failed(var type, var message, _)) {
      if (type.equals(UndefinedFunctionException.class.getName())) {
        return "undef";
      }
      return type.equals(PurgedCodeException.class.getName()) ? "badfun" : message;
    }
    return reason.toString();
  }

  /** What an instruction was answered. */
  static String result(Object result, Function<Pid, String> names) {
    return result instanceof List<?> mail
        ? mail.stream()
            .map(message -> message(message, names))
            .collect(Collectors.joining(", ", "[", "]"))
        : result.toString();
  }

  private static String message(Object message, Function<Pid, String> names) {
    return switch (message) {
      case Text(var text) -> "text " + text;
      case Exit(var from, var reason) -> "exit %s %s".formatted(names.apply(from), reason(reason));
      case Down(_, var pid, var reason) -> "down %s %s".formatted(names.apply(pid), reason(reason));
      default -> message.toString();
    };
  }
}
