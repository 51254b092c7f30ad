package io.baton.spi;

/**
 * Locations of bundles that the code server installs: the origin of the bundle, and a mark that no
 * other bundle has.
 */
public final class MarkedLocation {
  private static final String MARK = "#baton-";

  private MarkedLocation() {}

  /**
   * Returns a location with a mark.
   *
   * @param origin where the bundle comes from
   * @param number used once
   * @return the location
   */
  public static String of(String origin, long number) {
    return origin + MARK + number;
  }

  /**
   * Returns whether a location has the mark.
   *
   * @param location of any bundle
   * @return false if the code server has not installed the bundle
   */
  public static boolean isMarked(String location) {
    return location.contains(MARK);
  }

  /**
   * Returns where a bundle has come from.
   *
   * @param location of any bundle
   * @return the location without the mark, for people
   */
  public static String origin(String location) {
    int mark = location.lastIndexOf(MARK);
    return mark < 0 ? location : location.substring(0, mark);
  }
}
