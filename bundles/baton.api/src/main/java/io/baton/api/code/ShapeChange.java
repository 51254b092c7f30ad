package io.baton.api.code;

/**
 * What becomes of one part of a type's values on their way to another version.
 *
 * @param type name of the class whose values it concerns
 * @param path to the part, such as {@code State.pool[].owner}
 * @param kind what becomes of it
 * @param detail from what to what; for what is refused why, and what to do
 */
public record ShapeChange(String type, String path, Kind kind, String detail) {
  /** What becomes of a part. */
  public enum Kind {
    /** It takes another form, and says the same: an {@code int} that becomes a {@code long}. */
    CONVERTED,
    /** It is new, and gets what its author has declared. */
    DEFAULTED,
    /** It is gone, and may be. */
    DROPPED,
    /** It depends on the value, or on code, whether it crosses. */
    DEPENDS,
    /** No value crosses. */
    REFUSED
  }

  @Override
  public String toString() {
    return "%s: %s %s".formatted(path, kind.name().toLowerCase(java.util.Locale.ROOT), detail);
  }
}
