package io.baton.shell;

import io.baton.api.process.Inspection;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.shell.command.CommandFailed;
import io.baton.shell.command.Nearest;
import io.baton.spi.ValueText;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Process that an argument of a command names. */
final class ProcessArgument {
  private static final Pattern NUMBER = Pattern.compile("<?(\\d{1,18})>?");

  /** Maximum number of processes that are asked for their name. */
  private static final int INSPECTED = 1000;

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
        .orElseThrow(() -> new CommandFailed(missing(text)));
  }

  private static Optional<Pid> numbered(String text) {
    Matcher matcher = NUMBER.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long number = Long.parseLong(matcher.group(1));
    return Inspection.processes().stream().filter(pid -> pid.number() == number).findFirst();
  }

  /** Returns whether a process lives; one that has ended has no number any more. */
  static boolean isAlive(Object process) {
    if (process instanceof Pid pid) {
      return Processes.isAlive(pid);
    }
    String text = ValueText.of(process);
    return NUMBER.matcher(text).matches()
        ? Processes.whereis(text).or(() -> numbered(text)).isPresent()
        : Processes.isAlive(pid(text));
  }

  /** Returns the registered names of processes, of many only the first. */
  static List<String> names() {
    return Inspection.processes().stream()
        .sorted(Comparator.comparingLong(Pid::number))
        .limit(INSPECTED)
        .flatMap(pid -> Inspection.info(pid).stream())
        .flatMap(info -> info.name().stream())
        .toList();
  }

  private static String missing(String text) {
    return NUMBER.matcher(text).matches()
        ? "no living process has the number or the name " + text
        : "no process is registered as %s%s".formatted(text, Nearest.hint(text, names()));
  }
}
