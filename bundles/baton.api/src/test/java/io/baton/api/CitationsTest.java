package io.baton.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the documents name is there. */
class CitationsTest {
  private static final Path ROOT = Path.of("../..");

  /** A test, with a method or without, or a further method of the test before it. */
  private static final Pattern CITATION =
      Pattern.compile("`(?:(\\w+(?:Test|IT))(?:\\.(\\w+))?|\\.(\\w+))`");

  private static final Pattern CLASS = Pattern.compile("`([A-Z]\\w+)`");

  /** Sources of the repository, by the names of their classes. */
  private static final Map<String, Path> SOURCES = new TreeMap<>();

  @BeforeAll
  static void findSources() throws IOException {
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            return name.equals("target") || name.equals(".git")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (name.endsWith(".java")) {
              SOURCES.put(name.substring(0, name.length() - ".java".length()), file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  @Test
  void testsThatDocumentsNameExist() throws IOException {
    List<String> missing = new ArrayList<>();
    for (Path document : documents()) {
      String last = "";
      for (MatchResult cited : CITATION.matcher(Files.readString(document)).results().toList()) {
        last = cited.group(1) == null ? last : cited.group(1);
        String method = cited.group(2) == null ? cited.group(3) : cited.group(2);
        if (!last.isEmpty() && !exists(SOURCES.get(last), method)) {
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
  void classesOfTheWalksExist() throws IOException {
    String text = Files.readString(ROOT.resolve("docs/architecture.md"));
    String walks = text.substring(text.indexOf("**Five walks**"), text.indexOf("**Load.**"));

    List<String> named =
        CLASS.matcher(walks).results().map(cited -> cited.group(1)).distinct().toList();

    assertThat(SOURCES).containsKeys(named.toArray(String[]::new));
    assertThat(named).hasSizeGreaterThan(40);
  }
}
