package io.baton.scenarios.language;

/** A text is no scenario. */
public final class BadScenarioException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * Says where, what was expected, and what was found.
   *
   * @param message begins with file and line
   */
  public BadScenarioException(String message) {
    super(message);
  }
}
