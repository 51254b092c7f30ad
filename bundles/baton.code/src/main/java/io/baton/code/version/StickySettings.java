package io.baton.code.version;

import io.baton.code.artifact.Directories;
import java.util.List;
import java.util.Optional;

/**
 * The modules that the configuration protects.
 *
 * @param modules by their names
 * @param directories by where they are
 */
public record StickySettings(Names modules, Directories directories) {
  /** No module is protected. */
  public static final StickySettings NONE =
      new StickySettings(Names.NONE, new Directories(List.of()));

  /**
   * Returns what protects a module. Reads the directories.
   *
   * @param module its name
   * @return the property and its value; empty if nothing does
   */
  Optional<String> protects(String module) {
    if (modules.contains(module)) {
      return Optional.of("sticky = " + modules);
    }
    return !directories.directories().isEmpty() && directories.modules().contains(module)
        ? Optional.of("sticky.directories = " + directories)
        : Optional.empty();
  }
}
