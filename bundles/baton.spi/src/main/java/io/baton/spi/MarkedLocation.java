package io.baton.spi;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Locations of bundles that the code server installs: the origin of the bundle, a mark that no
 * other bundle has, and the digest of its bytes.
 */
public final class MarkedLocation {
  private static final String MARK = "#baton-";
  private static final Pattern DIGEST = Pattern.compile(MARK + "\\d+-([0-9a-f]{64})$");

  private MarkedLocation() {}

  /**
   * Returns a location with a mark.
   *
   * @param origin where the bundle comes from
   * @param number used once
   * @param sha256 SHA-256 of the bundle's bytes, in hexadecimal
   * @return the location
   */
  public static String of(String origin, long number, String sha256) {
    return origin + MARK + number + "-" + sha256;
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
   * Returns the digest of the bytes that a bundle was made of.
   *
   * @param location of any bundle
   * @return SHA-256 in hexadecimal; empty if the code server has not installed the bundle
   */
  public static Optional<String> sha256(String location) {
    Matcher digest = DIGEST.matcher(location);
    return digest.find() ? Optional.of(digest.group(1)) : Optional.empty();
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
