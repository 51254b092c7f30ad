package io.baton.scenarios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Transcripts of Erlang's that are kept beside their scenarios. */
final class Transcripts {
  private Transcripts() {}

  private static Path file(Path scenario) {
    return scenario.resolveSibling(
        scenario.getFileName().toString().replaceFirst("\\.scenario$", "") + ".expected");
  }

  /** Writes one, with what printed it. */
  static void write(Path scenario, String version, List<String> lines) throws IOException {
    List<String> all = new ArrayList<>(List.of("# " + version));
    all.addAll(lines);
    Files.write(file(scenario), all);
  }

  /** Reads one. */
  static List<String> read(Path scenario) throws IOException {
    return Files.readAllLines(file(scenario)).stream()
        .filter(line -> !line.startsWith("#"))
        .toList();
  }
}
