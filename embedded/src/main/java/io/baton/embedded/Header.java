package io.baton.embedded;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.util.manifestparser.ManifestParser;
import org.jspecify.annotations.Nullable;

/** A header of the manifest of a bundle. */
final class Header {
  private Header() {}

  /**
   * A part of a header, between commas.
   *
   * @param paths what it names, such as packages or a namespace
   * @param attributes by name, without their types
   */
  record Clause(List<String> paths, Map<String, String> attributes) {}

  /** Returns the parts of a header; none if it is not there. */
  static List<Clause> clauses(@Nullable String value) {
    return value == null
        ? List.of()
        : ManifestParser.parseDelimitedString(value, ",").stream().map(Header::clause).toList();
  }

  private static Clause clause(String text) {
    List<String> paths = new ArrayList<>();
    Map<String, String> attributes = new HashMap<>();
    for (String piece : ManifestParser.parseDelimitedString(text, ";")) {
      int equals = piece.indexOf('=');
      if (equals < 0) {
        paths.add(piece.strip());
      } else if (piece.charAt(equals - 1) != ':') { // that is a directive
        attributes.put(
            piece.substring(0, equals).split(":", 2)[0].strip(),
            piece.substring(equals + 1).strip().replace("\"", ""));
      }
    }
    return new Clause(paths, attributes);
  }
}
