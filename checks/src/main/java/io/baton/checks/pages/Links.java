package io.baton.checks.pages;

import io.baton.checks.pages.Page.Reference;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * Checks that links lead to files and headings of the repository. Links to the web are not
 * followed.
 */
final class Links {
  private static final Set<String> WEB = Set.of("http", "https");
  private static final Path TARGET = Path.of("target");

  private final Path root;
  private final Map<Path, Page> pages;

  /**
   * Creates the check.
   *
   * @param root of the repository
   * @param pages all pages, by their normalized paths
   */
  Links(Path root, Map<Path, Page> pages) {
    this.root = root;
    this.pages = pages;
  }

  /** Returns what is wrong with the links of a page. */
  List<Problem> check(Page page) {
    List<Problem> problems = new ArrayList<>();
    for (Reference reference : page.references()) {
      String what = check(page, reference.target());
      if (!what.isEmpty()) {
        problems.add(
            new Problem(
                page.file(), reference.line(), "link to " + reference.target() + ": " + what));
      }
    }
    return problems;
  }

  private String check(Page page, String target) {
    try {
      var uri = new URI(target);
      return uri.getScheme() == null ? checkFile(page, uri) : checkWeb(uri);
    } catch (URISyntaxException e) {
      return "expected a path or an address, found a syntax error: " + e.getReason();
    }
  }

  private static String checkWeb(URI uri) {
    if (!WEB.contains(uri.getScheme())) {
      return "expected the scheme http or https, found " + uri.getScheme();
    }
    return uri.getHost() == null ? "expected a host, found none" : "";
  }

  private String checkFile(Page page, URI uri) {
    Path file =
        uri.getPath().isEmpty()
            ? page.file()
            : page.file().resolveSibling(uri.getPath()).normalize();
    if (!file.startsWith(root)) {
      return "expected a file of the repository, found one outside of it";
    }
    if (StreamSupport.stream(root.relativize(file).spliterator(), false).anyMatch(TARGET::equals)) {
      return "expected a file of the repository, found one that the build makes";
    }
    if (!Files.exists(file)) {
      return "expected a file, found none";
    }
    return uri.getFragment() == null ? "" : checkAnchor(file, uri.getFragment());
  }

  private String checkAnchor(Path file, String anchor) {
    Page page = pages.get(file);
    if (page == null) {
      return "expected an anchor in a Markdown page, found another file";
    }
    return page.anchors().contains(anchor)
        ? ""
        : "expected an anchor of " + page.anchors() + ", found " + anchor;
  }
}
