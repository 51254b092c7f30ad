package io.baton.checks.pages;

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

/**
 * Checks every Markdown page below a folder: links, anchors, and the code that is cut from sources.
 * With {@code apply}, writes that code into the pages before.
 */
final class Main {
  private Main() {}

  static void main(String[] args) throws IOException {
    Path root = Path.of(args[1]).toAbsolutePath().normalize();
    if (args[0].equals("apply")) {
      apply(root);
    }

    List<Problem> problems = problems(root);

    problems.forEach(problem -> System.err.println(problem.below(root)));
    System.exit(problems.isEmpty() ? 0 : 1);
  }

  /** Writes the code of the sources into all pages below a folder. */
  static void apply(Path root) throws IOException {
    var snippets = new Snippets(root);
    for (Page page : pages(root).values()) {
      snippets.apply(page);
    }
  }

  /**
   * Returns what is wrong in all pages below a folder.
   *
   * @param root absolute and normalized
   */
  static List<Problem> problems(Path root) throws IOException {
    Map<Path, Page> pages = pages(root);
    var links = new Links(root, pages);
    var snippets = new Snippets(root);
    List<Problem> problems = new ArrayList<>();
    for (Page page : pages.values()) {
      problems.addAll(links.check(page));
      problems.addAll(snippets.check(page));
    }
    return problems;
  }

  private static Map<Path, Page> pages(Path root) throws IOException {
    Map<Path, Page> pages = new TreeMap<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            boolean isSource = folder.equals(root) || !name.startsWith(".");
            return isSource && !name.equals("target")
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (file.toString().endsWith(".md")) {
              pages.put(file, Page.read(file));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return pages;
  }
}
