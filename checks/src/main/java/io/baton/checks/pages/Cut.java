package io.baton.checks.pages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Says what a block of a page is cut from: a file, or the parts of it between {@code // region
 * NAME} and {@code // endregion}. In XML these are comments, too, in scripts and Erlang comments of
 * theirs.
 *
 * @param file relative to the root of the repository
 * @param region name of the parts, or the empty text for the whole file
 */
record Cut(String file, String region) {
  private static final Pattern COMMENT = Pattern.compile("^<!-- cut: (\\S+)(?: (\\S+))? -->$");
  private static final Pattern MARKER =
      Pattern.compile("\\s*(?://|#|%+|<!--) *(?:region (\\S+)|endregion)\\s*(?:-->)?\\s*");

  /** Thrown if there is nothing to cut. */
  static final class MissingException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String why;

    MissingException(String why) {
      super(why);
      this.why = why;
    }

    String why() {
      return why;
    }
  }

  /** Reads the comment before a block; empty if it does not say what the block is cut from. */
  static Optional<Cut> in(String comment) {
    return COMMENT
        .matcher(comment)
        .results()
        .map(found -> new Cut(found.group(1), found.group(2) == null ? "" : found.group(2)))
        .findFirst();
  }

  /** Returns the text of the file or region, without its indentation and without markers. */
  String text(Path root) throws IOException, MissingException {
    Path source = root.resolve(file);
    if (!Files.isRegularFile(source)) {
      throw new MissingException("expected the file " + file + ", found none");
    }
    List<String> found = parts(Files.readAllLines(source));
    if (found.isEmpty()) {
      throw new MissingException("expected a region %s in %s, found none".formatted(region, file));
    }
    return normalized(String.join("\n", found));
  }

  /** Returns a text without common indentation and without blank lines at its ends. */
  static String normalized(String text) {
    return text.stripTrailing().stripIndent().replaceFirst("^\n+", "") + "\n";
  }

  private static boolean isOpen(String line) {
    return line.isBlank() || line.endsWith("{");
  }

  private List<String> parts(List<String> lines) throws MissingException {
    List<String> found = new ArrayList<>();
    Deque<String> open = new ArrayDeque<>();
    for (String line : lines) {
      Matcher marker = MARKER.matcher(line);
      if (!marker.matches()) {
        if (region.isEmpty() || open.contains(region)) {
          found.add(line);
        }
      } else if (marker.group(1) == null) {
        if (open.isEmpty()) {
          throw new MissingException("expected a region before each endregion of " + file);
        }
        open.pop();
      } else {
        if (marker.group(1).equals(region) && !found.isEmpty() && !isOpen(found.getLast())) {
          found.add(""); // parts are apart
        }
        open.push(marker.group(1));
      }
    }
    if (!open.isEmpty()) {
      throw new MissingException("expected endregion for each region of " + file);
    }
    return found;
  }
}
