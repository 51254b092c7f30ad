package io.baton.api.code;

import java.time.Instant;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A purged version whose class loader is still in memory. Its code never runs again, but its
 * classes, and what they hold, stay until their holders release them.
 *
 * @param version the purged version
 * @param purged when it was purged
 * @param holder what holds it
 */
public record Leak(ModuleVersion version, Instant purged, Holder holder) {
  /** Holder of a class loader. */
  @ProviderType
  public sealed interface Holder {}

  /**
   * The shortest chain of strong references that keeps the class loader in memory.
   *
   * @param steps one for each reference: first the root of the collector (a thread, say), last an
   *     object of the version; never empty
   */
  public record Path(List<String> steps) implements Holder {
    /** Checks and copies. */
    public Path {
      steps = checked(steps);
    }

    @Override
    public String toString() {
      return String.join(" -> ", steps);
    }
  }

  /**
   * The shortest chain of references if each has a soft one in it: the JVM gives the class loader
   * up before memory runs out, so nothing leaks.
   *
   * @param steps as those of a {@link Path}; that of a soft reference says so
   */
  public record SoftPath(List<String> steps) implements Holder {
    /** Checks and copies. */
    public SoftPath {
      steps = checked(steps);
    }

    @Override
    public String toString() {
      return String.join(" -> ", steps);
    }
  }

  private static List<String> checked(List<String> steps) {
    if (steps.isEmpty()) {
      throw new IllegalArgumentException("a path has at least one step, found none");
    }
    return List.copyOf(steps);
  }

  /**
   * An unknown holder: no search was made, or it has found nothing.
   *
   * @param reason why not, and what to do about it
   */
  public record Unknown(String reason) implements Holder {
    @Override
    public String toString() {
      return reason;
    }
  }

  /**
   * Returns the steps from the root of the collector to the version.
   *
   * @return empty if the holder is {@link Unknown}
   */
  public List<String> path() {
    return switch (holder) {
      case Path(var steps) -> steps;
      case SoftPath(var steps) -> steps;
      case Unknown _ -> List.of();
    };
  }

  @Override
  public String toString() {
    return version + ", purged " + purged + ": " + holder;
  }
}
