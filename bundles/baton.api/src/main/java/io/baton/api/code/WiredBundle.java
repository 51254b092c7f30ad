package io.baton.api.code;

import java.util.List;

/**
 * A bundle that the framework has wired to a version of a module, so that the bundle uses classes
 * of that version. It does so until it is refreshed, which Baton never does by itself.
 *
 * @param version the version: an old one, or one that was purged
 * @param bundle number of the bundle
 * @param name symbolic name and version of the bundle, such as {@code ext 1.0.0}
 * @param uses what it takes from the version, such as {@code imports exp.api}; at least one
 */
public record WiredBundle(ModuleVersion version, long bundle, String name, List<String> uses) {
  /** Copies the list. */
  public WiredBundle {
    uses = List.copyOf(uses);
    if (uses.isEmpty()) {
      throw new IllegalArgumentException(name + " is not wired: it uses nothing");
    }
  }

  /**
   * Describes the bundle, in a few words.
   *
   * @return such as {@code bundle ext 1.0.0, which imports exp.api}
   */
  public String label() {
    return "bundle %s, which %s".formatted(name, String.join(" and ", uses));
  }

  @Override
  public String toString() {
    return label();
  }
}
