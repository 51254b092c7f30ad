package io.baton.spi;

import io.baton.api.compiler.Diagnostic;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Text of what the compiler says, as compilers write it: {@code file:line:column: error: message},
 * the line, and a mark under the place. Editors find the place by the first line.
 */
public final class DiagnosticText {
  private DiagnosticText() {}

  /**
   * Returns the text of all, in their order.
   *
   * @param diagnostics of the compiler
   * @param folder paths below it are shown as they are seen from there
   * @return several lines
   */
  public static String of(List<Diagnostic> diagnostics, Path folder) {
    return diagnostics.stream()
        .map(diagnostic -> of(diagnostic, folder))
        .collect(Collectors.joining(System.lineSeparator()));
  }

  /**
   * Returns a path as it is seen from a folder, if it is below that.
   *
   * @param file any path
   * @param folder from where it is seen
   * @return without what a terminal would obey
   */
  public static String path(Path file, Path folder) {
    Path shown = file.startsWith(folder) && !file.equals(folder) ? folder.relativize(file) : file;
    return Printable.line(shown.toString());
  }

  private static String of(Diagnostic diagnostic, Path folder) {
    List<String> message = diagnostic.message().lines().toList();
    var text = new StringBuilder(path(diagnostic.file(), folder));
    diagnostic
        .position()
        .ifPresent(place -> text.append(":%d:%d".formatted(place.line(), place.column())));
    text.append(": ").append(kind(diagnostic.kind())).append(": ");
    text.append(Printable.line(message.isEmpty() ? "" : message.getFirst()));
    diagnostic.position().ifPresent(place -> mark(text, place));
    message.stream()
        .skip(1)
        .forEach(line -> text.append(System.lineSeparator()).append(Printable.text(line)));
    return text.toString();
  }

  private static String kind(Diagnostic.Kind kind) {
    return switch (kind) {
      case ERROR -> "error";
      case WARNING -> "warning";
    };
  }

  /** The mark stands after as many tabs as the place, however wide they are shown. */
  private static void mark(StringBuilder text, Diagnostic.Position place) {
    String before = place.text().substring(0, Math.min(place.column() - 1, place.text().length()));
    text.append(System.lineSeparator()).append(Printable.text(place.text()));
    text.append(System.lineSeparator());
    Printable.text(before).chars().forEach(c -> text.append(c == '\t' ? '\t' : ' '));
    text.append('^');
  }
}
