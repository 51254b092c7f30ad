package io.baton.code.linking;

import java.util.Optional;

/**
 * A class of a version that does not link, or not all of it.
 *
 * @param className of the bundle
 * @param error what the JVM says
 * @param inSignatures whether the class itself links, and only a signature names what is missing
 */
record Failure(String className, LinkageError error, boolean inSignatures) {
  private static final String WRONG_NAME = "(wrong name:";

  /** True for a file whose class has another name: a resource that only looks like a class. */
  boolean isNoClassOfTheBundle() {
    return error instanceof NoClassDefFoundError
        && String.valueOf(error.getMessage()).contains(WRONG_NAME);
  }

  /** Returns the class that is missing, if that is the reason. */
  Optional<String> missing() {
    String message = error.getMessage();
    if (!(error instanceof NoClassDefFoundError) || message == null || message.contains(" ")) {
      return Optional.empty();
    }
    return Optional.of(ClassNames.element(message));
  }

  /** Returns the error and its deepest cause, a line of each. */
  String cause() {
    Throwable deepest = error;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return firstLine(error) + (deepest == error ? "" : " (" + firstLine(deepest) + ")");
  }

  private static String firstLine(Throwable thrown) {
    return thrown.toString().lines().findFirst().orElse("");
  }
}
