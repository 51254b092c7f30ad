package io.baton.bench;

import io.baton.bench.system.SideBySide;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * How long and what to measure.
 *
 * @param quick only the most telling rows, and fewer rounds
 * @param pattern found in the names of the rows or benchmarks to measure
 */
record Settings(boolean quick, Pattern pattern) {
  /** Where results go. */
  static final Path RESULTS = Path.of("bench", "target", "results.json");

  /** What JMH says of every fork. */
  static final Path LOG = Path.of("bench", "target", "results.log");

  static final int ITERATIONS = 10;
  static final int WARM_UPS = 5;

  /** Understands the command line. */
  static Settings parse(List<String> arguments) {
    boolean quick = arguments.contains("--quick");
    List<String> rest = arguments.stream().filter(word -> !word.equals("--quick")).toList();
    if (rest.size() > 1 || rest.stream().anyMatch(word -> word.startsWith("-"))) {
      throw new IllegalArgumentException(
          "expected [--quick] [PATTERN], found " + String.join(" ", arguments));
    }
    try {
      return new Settings(quick, Pattern.compile(rest.isEmpty() ? "" : rest.getFirst()));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException("not a pattern: " + e.getMessage(), e);
    }
  }

  int rounds() {
    return quick ? 3 : 5;
  }

  boolean wantsSystem(SideBySide.Work work) {
    return !quick && pattern.matcher("beside Erlang: " + work.what()).find();
  }

  boolean wants(Row row) {
    return (row.quick() || !quick)
        && (pattern.matcher(row.what()).find()
            || pattern.matcher(row.measured().toString()).find());
  }
}
