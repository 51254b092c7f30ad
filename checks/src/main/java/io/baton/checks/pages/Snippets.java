package io.baton.checks.pages;

import io.baton.checks.pages.Page.Block;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks that the code of a page is what is compiled and run, or writes it into the page. */
final class Snippets {
  /** In a page for users, each block of these languages is cut from a file. */
  private static final Set<String> CODE = Set.of("java", "xml", "erlang");

  private final Path root;

  /**
   * Creates the check.
   *
   * @param root of the repository
   */
  Snippets(Path root) {
    this.root = root;
  }

  /** Returns what differs from the sources. */
  List<Problem> check(Page page) throws IOException {
    List<Problem> problems = new ArrayList<>();
    for (Block block : page.blocks()) {
      String what = check(page, block);
      if (!what.isEmpty()) {
        problems.add(new Problem(page.file(), block.line(), what));
      }
    }
    return problems;
  }

  private String check(Page page, Block block) throws IOException {
    Optional<Cut> cut = Cut.in(block.comment());
    if (cut.isEmpty()) {
      boolean isCode = CODE.contains(block.language()) && isForUsers(page);
      return isCode || block.comment().startsWith("<!-- cut")
          ? "expected <!-- cut: FILE --> or <!-- cut: FILE REGION --> before code, found none"
          : "";
    }
    try {
      String expected = cut.get().text(root);
      return expected.equals(Cut.normalized(block.text()))
          ? ""
          : "expected the code of the source, found another; -Dsnippets=apply writes it here:\n"
              + expected;
    } catch (Cut.MissingException e) {
      return e.why();
    }
  }

  private boolean isForUsers(Page page) {
    Path path = root.relativize(page.file());
    return path.equals(Path.of("README.md"))
        || (path.startsWith("docs") && !path.startsWith("docs/decisions"));
  }

  /** Writes the code of the sources into a page. What cannot be found stays as it is. */
  void apply(Page page) throws IOException {
    List<String> lines = new ArrayList<>(page.lines());
    for (Block block : page.blocks().reversed()) {
      Optional<Cut> cut = Cut.in(block.comment());
      if (cut.isPresent() && !check(page, block).isEmpty()) {
        write(cut.get(), block, lines);
      }
    }
    if (!lines.equals(page.lines())) {
      Files.write(page.file(), lines);
    }
  }

  private void write(Cut cut, Block block, List<String> lines) throws IOException {
    String fence = lines.get(block.line() - 1);
    String indent = fence.substring(0, fence.indexOf('`'));
    try {
      List<String> code = cut.text(root).lines().toList();
      List<String> body = lines.subList(block.line(), block.endLine() - 1);
      body.clear();
      code.forEach(line -> body.add(line.isEmpty() ? line : indent + line));
    } catch (Cut.MissingException e) {
      // the check says it
    }
  }
}
