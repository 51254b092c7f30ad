package io.baton.api.code;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a current version says of itself.
 *
 * @param version which it is, when it was loaded and from where
 * @param exports its functions, as {@code name(Type, Type) -> Type}, sorted
 * @param attributes the headers of its bundle, by name
 */
public record ModuleInfo(
    ModuleVersion version, List<String> exports, SortedMap<String, String> attributes) {
  /** Copies the collections. */
  public ModuleInfo {
    exports = List.copyOf(exports);
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }

  /**
   * Creates what a version says.
   *
   * @param version which it is
   * @param exports its functions
   * @param attributes in any order
   */
  public ModuleInfo(ModuleVersion version, List<String> exports, Map<String, String> attributes) {
    this(version, exports, new TreeMap<>(attributes));
  }
}
