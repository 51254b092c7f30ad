package io.baton.shell;

import io.baton.api.process.Inspection;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.spi.ValueText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Process that an argument of a command names. */
final class ProcessArgument {
  private static final Pattern NUMBER = Pattern.compile("<?(\\d{1,18})>?");

  private ProcessArgument() {}

  /**
   * Returns the pid for a pid out of a variable, a registered name, or the number of a pid, as
   * {@code 42}.
   */
  static Pid pid(Object process) {
    if (process instanceof Pid pid) {
      return pid;
    }
    String text = ValueText.of(process);
    return Processes.whereis(text)
        .or(() -> numbered(text))
        .orElseThrow(() -> new CommandFailed(nobody(text)));
  }

  private static Optional<Pid> numbered(String text) {
    Matcher matcher = NUMBER.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return Inspection.processes().stream().filter(pid -> pid.number() == number).findFirst();
  }

  private static String nobody(String text) {
    return NUMBER.matcher(text).matches()
        ? "no living process has the number or the name " + text
        : "no process is registered as " + text;
  }
}
