package io.baton.check;

/**
 * Something that an upgrade would meet.
 *
 * @param severity whether it refuses the upgrade
 * @param place source file, with the line if it is known; empty if neither is
 * @param what is expected, and what was found
 * @param remedy what to do; empty if {@code what} says it
 */
record Finding(Severity severity, String place, String what, String remedy) {
  /** Severity of a finding. */
  enum Severity {
    /** The upgrade would be refused. */
    ERROR,
    /** The upgrade is possible, and something is amiss. */
    WARNING,
    /** The author should know it. */
    NOTE;

    /** Returns the word that begins the line. */
    String label() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Returns the same finding, at most a warning: nothing is refused by it. */
  Finding atMostWarning() {
    return severity == Severity.ERROR ? new Finding(Severity.WARNING, place, what, remedy) : this;
  }

  /** Returns one line; a text of several lines continues in the next. */
  @Override
  public String toString() {
    return "%s: %s%s%s"
        .formatted(
            severity.label(),
            place.isEmpty() ? "" : place + ": ",
            what,
            remedy.isEmpty() ? "" : "%n    %s".formatted(remedy));
  }
}
