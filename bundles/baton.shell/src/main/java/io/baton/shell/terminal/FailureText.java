package io.baton.shell.terminal;

import java.io.EOFException;
import java.io.FileNotFoundException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;

/** Text of failures of commands that are not Baton's. */
final class FailureText {
  /** The beginning of Gogo's message if no method of a command fits the arguments. */
  private static final String NO_METHOD = "Cannot coerce ";

  private FailureText() {}

  static String of(Throwable failure) {
    Throwable cause =
        failure instanceof ExecutionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    String message = cause.getMessage();
    if (message == null || message.isBlank()) {
      return cause.getClass().getSimpleName();
    }
    if (message.startsWith(NO_METHOD) && message.contains("(")) {
      String name = message.substring(NO_METHOD.length(), message.indexOf('('));
      return "the arguments do not fit %s; see help %s".formatted(name, name);
    }
    return switch (cause) {
      case EOFException _, FileNotFoundException _ -> message;
      case NoSuchFileException _ -> "there is no file " + message;
      case RuntimeException _ -> message;
      case Exception other when isOfGogo(other) -> message;
      default -> "%s: %s".formatted(cause.getClass().getSimpleName(), message);
    };
  }

  private static boolean isOfGogo(Exception failure) {
    return failure.getClass().getName().startsWith("org.apache.felix.gogo.");
  }
}
