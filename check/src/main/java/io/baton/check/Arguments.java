package io.baton.check;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Arguments of the program.
 *
 * @param built the jar that was built
 * @param released the jars to hold it against, by version, in the order of the checks
 * @param libraries bundles that the module may be wired to
 * @param report where the report is written
 */
record Arguments(Path built, Map<String, Path> released, List<Path> libraries, Path report) {
  static final String USAGE =
      "expected --built FILE --report FILE [--released VERSION=FILE]... [--library FILE]...";

  /**
   * Reads them.
   *
   * @throws IllegalArgumentException if they are others than {@link #USAGE} says
   */
  static Arguments of(List<String> arguments) {
    Path built = null;
    Path report = null;
    Map<String, Path> released = new LinkedHashMap<>();
    List<Path> libraries = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i += 2) {
      if (i + 1 == arguments.size()) {
        throw new IllegalArgumentException(
            "%s, found %s without a value".formatted(USAGE, arguments.get(i)));
      }
      String value = arguments.get(i + 1);
      switch (arguments.get(i)) {
        case "--built" -> built = Path.of(value);
        case "--report" -> report = Path.of(value);
        case "--library" -> libraries.add(Path.of(value));
        case "--released" -> release(value, released);
        default ->
            throw new IllegalArgumentException("%s, found %s".formatted(USAGE, arguments.get(i)));
      }
    }
    if (built == null || report == null) {
      throw new IllegalArgumentException(
          "%s, found no %s".formatted(USAGE, built == null ? "--built" : "--report"));
    }
    return new Arguments(built, released, libraries, report);
  }

  private static void release(String value, Map<String, Path> released) {
    int equals = value.indexOf('=');
    if (equals <= 0) {
      throw new IllegalArgumentException("%s, found --released %s".formatted(USAGE, value));
    }
    released.put(value.substring(0, equals), Path.of(value.substring(equals + 1)));
  }
}
