package io.baton.shell;

import io.baton.api.code.CheckResult;
import io.baton.api.code.ShapeChange;
import io.baton.shell.command.CommandFailed;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Effects of a load on state and messages, as text with a line for each part. */
final class CheckReport {
  private CheckReport() {}

  /** Returns the report. Fails if something is refused, as a refused load does. */
  static String of(CheckResult result) {
    return switch (result) {
      case CheckResult.Checked checked when checked.fits() ->
          "ok: %s can be loaded%s%s"
              .formatted(
                  checked.version(), lines(checked.changes()), unchecked(checked.unchecked()));
      case CheckResult.Checked(var version, var changes, var unchecked) ->
          throw new CommandFailed(
              "state_refused: %s: not everything crosses%s%s"
                  .formatted(version, lines(changes), unchecked(unchecked)));
      case CheckResult.Unloadable(var refused) ->
          throw new CommandFailed(CodeResults.refused(refused, List.of()));
    };
  }

  /** Returns the lines. Refused parts come first, with a conspicuous word. */
  static String lines(List<ShapeChange> changes) {
    return changes.stream()
        .sorted(Comparator.comparing(change -> !isRefused(change)))
        .map(change -> "%n  %s%s".formatted(isRefused(change) ? "warning: " : "", change))
        .collect(Collectors.joining());
  }

  private static String unchecked(List<String> unchecked) {
    return unchecked.stream().map("%n  not checked: %s"::formatted).collect(Collectors.joining());
  }

  private static boolean isRefused(ShapeChange change) {
    return change.kind() == ShapeChange.Kind.REFUSED;
  }
}
