package io.baton.launcher;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import org.osgi.framework.BundleException;

/** Describes failures to a person: one line, without a stack. */
final class Failures {
  /** The beginning of Gogo's message if no method of a command fits the arguments. */
  private static final String NO_METHOD = "Cannot coerce ";

  private Failures() {}

  /** Says what went wrong; the class is named where the message alone would not do. */
  static String describe(Throwable failure) {
    Throwable told = failure;
    while (told.getCause() != null && isWrapping(told)) {
      told = told.getCause();
    }
    String message = told.getMessage();
    if (message == null || message.isBlank()) {
      return told.getClass().getName();
    }
    if (message.startsWith(NO_METHOD) && message.contains("(")) {
      String name = message.substring(NO_METHOD.length(), message.indexOf('('));
      return "the arguments do not fit %s; see help %s".formatted(name, name);
    }
    if (told instanceof NoSuchFileException) {
      return "there is no file " + message;
    }
    if (told instanceof FileNotFoundException) {
      return message;
    }
    return speaksForItself(told) ? message : told.getClass().getSimpleName() + ": " + message;
  }

  private static boolean isWrapping(Throwable failure) {
    return failure instanceof BundleException
        || failure instanceof ExecutionException
        || failure instanceof InvocationTargetException;
  }

  private static boolean speaksForItself(Throwable failure) {
    String name = failure.getClass().getName();
    return failure instanceof BundleException
        || failure.getClass() == Exception.class // it says nothing; a script's own
        || failure instanceof IllegalArgumentException
        || failure instanceof IllegalStateException
        || (name.startsWith("org.apache.felix.gogo.") && !(failure instanceof IOException))
        || name.startsWith("io.baton.");
  }
}
