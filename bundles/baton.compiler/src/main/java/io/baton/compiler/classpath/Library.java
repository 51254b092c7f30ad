package io.baton.compiler.classpath;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A bundle that has packages which sources use.
 *
 * @param name for messages
 * @param exports versions of the packages that it exports, by their names
 * @param classes of these packages
 */
public record Library(String name, SortedMap<String, String> exports, List<ClassResource> classes) {
  /** Copies both. */
  public Library {
    exports = new TreeMap<>(exports);
    classes = List.copyOf(classes);
  }
}
