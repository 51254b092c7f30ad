package io.baton.api.spi;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an exception says, without the exception: its text, stack trace and causes. It holds no
 * class of any module. An exception of a module may throw when it is asked, or be its own cause.
 */
@SuppressWarnings("OverrideThrowableToString") // its message is the exception's own
public final class ThrownText extends Throwable {
  private static final long serialVersionUID = 1;

  /** Longer chains help nobody. */
  private static final int DEEPEST = 50;

  private final String text;

  private ThrownText(String text, @Nullable String message, @Nullable Throwable cause) {
    super(message, cause, true, true);
    this.text = text;
  }

  /**
   * Asks an exception; runs code of its class.
   *
   * @param thrown any
   * @return what it says; the exception itself if it is such a text
   */
  public static Throwable of(Throwable thrown) {
    return thrown instanceof ThrownText
        ? thrown
        : of(thrown, Collections.newSetFromMap(new IdentityHashMap<>()));
  }

  private static ThrownText of(Throwable thrown, Set<Throwable> seen) {
    seen.add(thrown);
    Throwable cause = cause(thrown);
    if (cause != null && (seen.contains(cause) || seen.size() >= DEEPEST)) {
      cause = null;
    }
    Throwable shownCause = cause == null ? null : of(cause, seen);
    var shown = new ThrownText(describe(thrown), message(thrown), shownCause);
    shown.setStackTrace(trace(thrown));
    return shown;
  }

  /**
   * What an exception says of itself.
   *
   * @param thrown any
   * @return its {@code toString}, or its class and what that has thrown
   */
  public static String describe(Throwable thrown) {
    try {
      return String.valueOf(thrown.toString());
    } catch (Throwable e) {
      return "%s, whose text cannot be read: %s"
          .formatted(thrown.getClass().getName(), e.getClass().getName());
    }
  }

  /**
   * The innermost cause of an exception.
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
    try {
      return thrown.getCause();
    } catch (Throwable _) {
      return null;
    }
  }

  private static StackTraceElement[] trace(Throwable thrown) {
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
