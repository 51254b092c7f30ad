package io.baton.spi;

/**
 * Escapes of text that comes from outside (names, messages of exceptions, manifests, entries of
 * archives), so that it is safe to print: a terminal obeys control characters, and a forged line of
 * a log looks like one of Baton's.
 */
public final class Printable {
  private Printable() {}

  /**
   * Returns a text in one line.
   *
   * @param text any
   * @return the text; each control character, line break and change of direction is written as an
   *     escape such as {@code \n} or {@code \u001b}
   */
  public static String line(String text) {
    return escaped(text, false);
  }

  /**
   * Returns a text of several lines.
   *
   * @param text any
   * @return the same, where line breaks and tabs stay
   */
  public static String text(String text) {
    return escaped(text, true);
  }

  private static String escaped(String text, boolean lines) {
    int at = 0;
    while (at < text.length() && isPlain(text.charAt(at), lines)) {
      at++;
    }
    if (at == text.length()) {
      return text;
    }
    var shown = new StringBuilder(text.length() + 16).append(text, 0, at);
    for (; at < text.length(); at++) {
      char next = text.charAt(at);
      if (isPlain(next, lines)) {
        shown.append(next);
      } else {
        shown.append(escape(next));
      }
    }
    return shown.toString();
  }

  private static boolean isPlain(char next, boolean lines) {
    if (lines && (next == '\n' || next == '\t')) {
      return true;
    }
    return !Character.isISOControl(next)
        && next != '\u2028'
        && next != '\u2029'
        && Character.getType(next) != Character.FORMAT;
  }

  private static String escape(char next) {
    return switch (next) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> "\\u%04x".formatted((int) next);
    };
  }
}
