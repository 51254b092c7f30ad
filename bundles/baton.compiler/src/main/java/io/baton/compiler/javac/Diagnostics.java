package io.baton.compiler.javac;

import io.baton.api.compiler.Diagnostic;
import io.baton.compiler.source.SourceText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;

/** What the compiler says, in the types of the API. */
final class Diagnostics {
  /** Types are called as sources call them, as the compiler does when it prints messages itself. */
  private static final Pattern JAVA_LANG = Pattern.compile("\\bjava\\.lang\\.(?=[A-Z])");

  private Diagnostics() {}

  /**
   * Returns errors and warnings, each once; notes are left out.
   *
   * @param root what a message without a source concerns
   */
  static List<Diagnostic> of(
      Path root, List<javax.tools.Diagnostic<? extends JavaFileObject>> said) {
    return said.stream()
        .flatMap(one -> kind(one.getKind()).map(kind -> of(root, kind, one)).stream())
        .distinct()
        .toList();
  }

  static boolean hasError(List<Diagnostic> diagnostics) {
    return diagnostics.stream().anyMatch(one -> one.kind() == Diagnostic.Kind.ERROR);
  }

  /** Returns the diagnostics with one more error. */
  static List<Diagnostic> with(List<Diagnostic> diagnostics, Path file, String error) {
    List<Diagnostic> all = new ArrayList<>(diagnostics);
    all.add(new Diagnostic(Diagnostic.Kind.ERROR, file, Optional.empty(), error));
    return all;
  }

  private static Optional<Diagnostic.Kind> kind(javax.tools.Diagnostic.Kind kind) {
    return switch (kind) {
      case ERROR -> Optional.of(Diagnostic.Kind.ERROR);
      case WARNING, MANDATORY_WARNING -> Optional.of(Diagnostic.Kind.WARNING);
      case NOTE, OTHER -> Optional.empty();
    };
  }

  private static Diagnostic of(
      Path root, Diagnostic.Kind kind, javax.tools.Diagnostic<? extends JavaFileObject> said) {
    String message = JAVA_LANG.matcher(said.getMessage(Locale.ROOT)).replaceAll("");
    return said.getSource() instanceof SourceObject object
        ? new Diagnostic(kind, object.source().file(), position(object.source(), said), message)
        : new Diagnostic(kind, root, Optional.empty(), message);
  }

  /** The compiler counts a tab as several columns, so columns are counted here. */
  private static Optional<Diagnostic.Position> position(
      SourceText source, javax.tools.Diagnostic<?> said) {
    String text = source.text();
    long at = said.getPosition();
    if (at == javax.tools.Diagnostic.NOPOS || at > text.length()) {
      return Optional.empty();
    }
    int begin = text.lastIndexOf('\n', (int) at - 1) + 1;
    int end = text.indexOf('\n', (int) at);
    String line = text.substring(begin, end < 0 ? text.length() : end).stripTrailing();
    return Optional.of(
        new Diagnostic.Position((int) said.getLineNumber(), (int) at - begin + 1, line));
  }
}
