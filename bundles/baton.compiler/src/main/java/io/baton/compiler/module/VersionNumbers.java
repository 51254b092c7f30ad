package io.baton.compiler.module;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Version;

/**
 * Numbers of versions that are compiled: each is later than all that there are of its module. A
 * release of the module has a higher number than what was compiled before it, since only the
 * qualifier counts. Thread-safe.
 */
public final class VersionNumbers {
  /** Qualifiers are compared as texts, so the count has leading zeros. */
  private static final Pattern COUNTED = Pattern.compile("(|.*-)c(\\d{4})");

  private static final int LAST = 9999;

  /** The last number of each module. Written and read by any thread. */
  private final Map<String, Version> given = new ConcurrentHashMap<>();

  /**
   * Returns a number that no version of the module has.
   *
   * @param module its name
   * @param loaded numbers of the versions that are loaded
   */
  public Version next(String module, Collection<Version> loaded) {
    return given.compute(
        module,
        (_, last) -> {
          Version latest = last == null ? Version.emptyVersion : last;
          for (Version version : loaded) {
            latest = latest.compareTo(version) < 0 ? version : latest;
          }
          return after(latest);
        });
  }

  static Version after(Version version) {
    return new Version(
        version.getMajor(),
        version.getMinor(),
        version.getMicro(),
        qualifierAfter(version.getQualifier()));
  }

  private static String qualifierAfter(String qualifier) {
    Matcher counted = COUNTED.matcher(qualifier);
    if (counted.matches() && Integer.parseInt(counted.group(2)) < LAST) {
      return "%sc%04d".formatted(counted.group(1), Integer.parseInt(counted.group(2)) + 1);
    }
    return qualifier.isEmpty() ? "c0001" : qualifier + "-c0001";
  }
}
