package io.baton.api.code;

/**
 * Change of one part of a type's values on their way to another version.
 *
 * @param type name of the class whose values it concerns
 * @param path to the part, such as {@code State.pool[].owner}
 * @param kind what becomes of it
 * @param detail from what to what; for a refused part, why and what to do
 */
public record ShapeChange(String type, String path, Kind kind, String detail) {
  /** Kind of a change. */
  public enum Kind {
    /**
     * The part takes another form with the same meaning: an {@code int} that becomes a {@code
     * long}.
     */
    CONVERTED,
    /** The part is new, and gets the value that its author has declared. */
    DEFAULTED,
    /** The part is gone, as its author has allowed. */
    DROPPED,
    /** The value, or code, decides whether the part crosses. */
    DEPENDS,
    /** No value of the part crosses. */
    REFUSED
  }

  @Override
  public String toString() {
    return "%s: %s %s".formatted(path, kind.name().toLowerCase(java.util.Locale.ROOT), detail);
  }
}
