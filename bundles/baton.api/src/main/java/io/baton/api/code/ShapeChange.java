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
    CONVERTED("is converted"),
    /** The part is new, and gets the value that its author has declared. */
    DEFAULTED("is new and has a default"),
    /** The part is gone, as its author has allowed. */
    DROPPED("is dropped"),
    /** The value, or code, decides whether the part crosses. */
    DEPENDS("depends on the value"),
    /** No value of the part crosses. */
    REFUSED("does not cross");

    private final String text;

    Kind(String text) {
      this.text = text;
    }
  }

  @Override
  public String toString() {
    boolean isPredicate = detail.startsWith("is ") || detail.startsWith("would ");
    return "%s %s: %s%s".formatted(path, kind.text, isPredicate ? "it " : "", detail);
  }
}
