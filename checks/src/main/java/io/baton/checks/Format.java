package io.baton.checks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.StreamSupport;

/**
 * Runs google-java-format over every source file below a folder; fails if one had to be changed.
 */
final class Format {
  private static final Path TARGET = Path.of("target");

  private Format() {}

  static void main(String[] args) throws IOException {
    boolean apply = args[0].equals("apply");
    List<String> arguments =
        new ArrayList<>(
            apply ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    arguments.addAll(sources(Path.of(args[1])));

    int exit =
        ToolProvider.findFirst("google-java-format")
            .orElseThrow()
            .run(System.out, System.err, arguments.toArray(String[]::new));

    if (exit != 0 && !apply) {
      System.err.println(
          "Not formatted: the files above. To format: ./mvnw -pl checks verify -Dformat=apply");
    }
    System.exit(exit);
  }

  private static List<String> sources(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      return files
          .map(Path::normalize)
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> StreamSupport.stream(file.spliterator(), false).noneMatch(TARGET::equals))
          .map(Path::toString)
          .sorted()
          .toList();
    }
  }
}
