package io.baton.launcher.ssh;

import io.baton.launcher.attach.Request;
import io.baton.launcher.attach.Request.Action;
import io.baton.launcher.attach.Request.Screen;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a client of ssh asks for, by the variables that its channel has. */
final class ClientRequest {
  /** What sshd keeps of the client's terminal; none of them is there without one. */
  private static final List<String> OF_SCREEN = List.of("TERM", "COLUMNS", "LINES");

  /** What says the character set, the first that is set counts. */
  private static final List<String> LOCALES = List.of("LC_ALL", "LC_CTYPE", "LANG");

  private ClientRequest() {}

  /** Returns the request: the commands, or a shell, or the commands on standard input. */
  static Request of(Optional<String> commands, Map<String, String> variables) {
    if (commands.isPresent()) {
      return new Request(Action.COMMANDS, commands.get(), List.of(), screen(variables));
    }
    Action action = hasScreen(variables) ? Action.SHELL : Action.INPUT;
    return new Request(action, "", List.of(), screen(variables));
  }

  /** Returns whether the client has a terminal for its channel. */
  static boolean hasScreen(Map<String, String> variables) {
    return variables.keySet().containsAll(OF_SCREEN);
  }

  /** Returns the client's terminal, as it is now. */
  static Screen screen(Map<String, String> variables) {
    return new Screen(
            variables.getOrDefault("TERM", ""),
            charset(variables),
            number(variables.get("COLUMNS")),
            number(variables.get("LINES")))
        .possible();
  }

  /** Of {@code de_DE.ISO-8859-1@euro} the part between; empty if the client says none. */
  private static String charset(Map<String, String> variables) {
    return LOCALES.stream()
        .flatMap(name -> Stream.ofNullable(variables.get(name)))
        .filter(locale -> !locale.isEmpty())
        .findFirst()
        .filter(locale -> locale.contains("."))
        .map(locale -> locale.substring(locale.indexOf('.') + 1).replaceFirst("@.*", ""))
        .orElse("");
  }

  private static int number(@Nullable String text) {
    try {
      return text == null ? 0 : Integer.parseInt(text);
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
