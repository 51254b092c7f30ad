package io.baton.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents name is there. */
class CitationsTest {
  private static final Path ROOT = Path.of("../..");

  /** A test, with a method or without, or a further method of the test before it. */
  private static final Pattern CITATION =
      Pattern.compile("`(?:(\\w+(?:Test|IT))(?:\\.(\\w+))?|\\.(\\w+))`");

  private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w+)`");

  /** Sources of the repository, by the names of their classes. */
  private static Map<String, Path> sources() throws IOException {
    Map<String, Path> sources = new TreeMap<>();
    try (Stream<Path> files = Files.walk(ROOT)) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains("/target/"))
          .forEach(file -> sources.put(file.getFileName().toString().replace(".java", ""), file));
    }
    return sources;
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  @Test
  void testsThatDocumentsNameExist() throws IOException {
    Map<String, Path> sources = sources();
    List<String> missing = new ArrayList<>();
    for (Path document : documents()) {
      String last = "";
      for (MatchResult cited : CITATION.matcher(Files.readString(document)).results().toList()) {
        last = cited.group(1) == null ? last : cited.group(1);
        String method = cited.group(2) == null ? cited.group(3) : cited.group(2);
        if (!last.isEmpty() && !exists(sources.get(last), method)) {
          missing.add("%s: %s in %s".formatted(document, cited.group(), last));
        }
      }
    }

    assertThat(missing).isEmpty();
  }

  private static boolean exists(Path source, String method) throws IOException {
    return source != null
        && (method == null || Files.readString(source).contains(" " + method + "("));
  }

  @Test
  void classesOfTheFourWalksExist() throws IOException {
    String text = Files.readString(ROOT.resolve("docs/architecture.md"));
    String walks = text.substring(text.indexOf("**Four walks**"), text.indexOf("**Load.**"));

    List<String> named =
        CLASS.matcher(walks).results().map(cited -> cited.group(1)).distinct().toList();

    assertThat(sources()).containsKeys(named.toArray(String[]::new));
    assertThat(named).hasSizeGreaterThan(40);
  }
}
