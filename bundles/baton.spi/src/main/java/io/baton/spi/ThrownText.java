package io.baton.spi;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Copy of an exception as text: its message, stack trace and causes. It holds no class of any
 * module. An exception of a module may throw when it is read, or be its own cause.
 */
@SuppressWarnings("OverrideThrowableToString") // its message is the exception's own
public final class ThrownText extends Throwable {
  private static final long serialVersionUID = 1;

  /** Maximum length of a chain of causes; longer ones are not useful. */
  private static final int DEEPEST = 50;

  private final String text;

  private ThrownText(String text, @Nullable String message, @Nullable Throwable cause) {
    super(message, cause, true, true);
    this.text = text;
  }

  /**
   * Returns an exception as text; runs code of its class, for a second at most.
   *
   * @param thrown any
   * @return the text; the exception itself if it is such a text
   */
  public static Throwable of(Throwable thrown) {
    return thrown instanceof ThrownText
        ? thrown
        : of(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static ThrownText of(Throwable thrown, Set<Throwable> seen) {
    seen.add(thrown);
    Said said = asked(thrown, () -> Said.of(thrown), why -> new Said(type(thrown) + why));
    Throwable cause = said.cause();
    if (cause != null && (seen.contains(cause) || seen.size() >= DEEPEST)) {
      cause = null;
    }
    Throwable shownCause = cause == null ? null : of(cause, seen);
    var shown = new ThrownText(said.text(), said.message(), shownCause);
    shown.setStackTrace(said.trace());
    return shown;
  }

  /** Data read from an exception. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Said(
      String text, @Nullable String message, @Nullable Throwable cause, StackTraceElement[] trace) {
    Said(String text) {
      this(text, null, null, new StackTraceElement[0]);
    }

    static Said of(Throwable thrown) {
      return new Said(
          ThrownText.text(thrown),
          ThrownText.message(thrown),
          readCause(thrown),
          readTrace(thrown));
    }
  }

  /** Whether all methods of a class that are called here are the JDK's; held by the class. */
  private static final ClassValue<Boolean> HARMLESS =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          try {
            return Stream.of(
                    "toString", "getMessage", "getLocalizedMessage", "getCause", "getStackTrace")
                .allMatch(name -> isOfTheJdk(type, name));
          } catch (LinkageError _) {
            return false;
          }
        }

        private static boolean isOfTheJdk(Class<?> type, String method) {
          try {
            return type.getMethod(method).getDeclaringClass().getClassLoader() == null;
          } catch (NoSuchMethodException _) {
            return false;
          }
        }
      };

  /**
   * Reads something from an exception. If a module or a library has written the methods, they run
   * on another thread, and the caller waits for a second at most.
   *
   * @param <T> the answer
   * @param thrown the exception
   * @param question reads it
   * @param instead as for {@link ValueText#ask}
   * @return the result of either
   */
  public static <T> T asked(Throwable thrown, Supplier<T> question, Function<String, T> instead) {
    return HARMLESS.get(thrown.getClass()) ? question.get() : ValueText.ask(question, instead);
  }

  /**
   * Describes an exception.
   *
   * @param thrown any
   * @return its {@code toString}, or its class and what that has thrown
   */
  public static String describe(Throwable thrown) {
    return asked(thrown, () -> text(thrown), why -> type(thrown) + why);
  }

  private static String type(Throwable thrown) {
    return thrown.getClass().getName();
  }

  private static String text(Throwable thrown) {
    try {
      return String.valueOf(thrown.toString());
    } catch (Throwable e) {
      return "%s, whose text cannot be read: %s".formatted(type(thrown), e.getClass().getName());
    }
  }

  /**
   * Returns the innermost cause of an exception.
   *
   * @param thrown any
   * @return the last of its causes; where they form a circle, the last that is new
   */
  public static Throwable rootCause(Throwable thrown) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Throwable root = thrown;
    for (Throwable cause = thrown; cause != null && seen.add(cause); cause = cause(cause)) {
      root = cause;
    }
    return root;
  }

  private static @Nullable String message(Throwable thrown) {
    try {
      return thrown.getMessage();
    } catch (Throwable _) {
      return null;
    }
  }

  private static @Nullable Throwable cause(Throwable thrown) {
    return asked(
            thrown, () -> Optional.ofNullable(readCause(thrown)), _ -> Optional.<Throwable>empty())
        .orElse(null);
  }

  private static @Nullable Throwable readCause(Throwable thrown) {
    try {
      return thrown.getCause();
    } catch (Throwable _) {
      return null;
    }
  }

  private static StackTraceElement[] readTrace(Throwable thrown) {
    try {
      return thrown.getStackTrace();
    } catch (Throwable _) {
      return new StackTraceElement[0];
    }
  }

  @Override
  public String toString() {
    return text;
  }
}
