package io.baton.api.code;

import java.time.Instant;

/**
 * One loaded instance of a module.
 *
 * @param module its name
 * @param version the bundle's version, such as {@code 2.0.0}
 * @param number tells apart what was loaded, unique in the running system; stack traces show it as
 *     {@code File.java@2.0.0#number}
 * @param location the bundle's location, usually the URL of its file
 * @param loaded when it became current
 */
public record ModuleVersion(
    String module, String version, long number, String location, Instant loaded) {
  /**
   * Whether its bundle has the lower version, by the order of OSGi: three numbers, then the
   * qualifier as text. What {@link CodeChange} calls the earlier of two versions.
   *
   * @param other any version
   * @return false if both bundles have the same version
   * @throws IllegalArgumentException if one of them is no version of a bundle
   */
  public boolean isEarlierThan(ModuleVersion other) {
    String[] mine = version.split("\\.", 4);
    String[] theirs = other.version.split("\\.", 4);
    for (int i = 0; i < 3; i++) {
      int compared = Integer.compare(part(mine, i), part(theirs, i));
      if (compared != 0) {
        return compared < 0;
      }
    }
    return qualifier(mine).compareTo(qualifier(theirs)) < 0;
  }

  private static int part(String[] parts, int place) {
    return place < parts.length ? Integer.parseInt(parts[place]) : 0;
  }

  private static String qualifier(String[] parts) {
    return parts.length > 3 ? parts[3] : "";
  }

  @Override
  public String toString() {
    return module + " " + version;
  }
}
