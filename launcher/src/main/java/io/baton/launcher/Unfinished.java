package io.baton.launcher;

/**
 * The lines of a command that has begun on standard input. To parse all of them after each line
 * would take time in the square of their number, so a look at quotes and brackets says when it is
 * worth it. Where that look errs, the text is parsed when it has doubled.
 */
final class Unfinished {
  private final StringBuilder text = new StringBuilder();
  private int depth;
  private char quote;
  private int lines;
  private int parsedLength;

  /** Adds a line. */
  void add(String line) {
    text.append(line).append('\n');
    lines++;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\') {
        i++;
      } else if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '#' && (i == 0 || Character.isWhitespace(line.charAt(i - 1)))) {
        return;
      } else {
        count(c);
      }
    }
  }

  private void count(char c) {
    switch (c) {
      case '"', '\'' -> quote = c;
      case '{', '(', '[' -> depth++;
      case '}', ')', ']' -> depth--;
      default -> {}
    }
  }

  /** Returns whether it is worth parsing; if not, more lines are needed as far as can be seen. */
  boolean mayBeComplete() {
    boolean worth = (depth <= 0 && quote == 0) || text.length() >= 2 * parsedLength;
    if (worth) {
      parsedLength = text.length();
    }
    return worth;
  }

  /** All lines so far, without the end of the last. */
  String text() {
    return text.isEmpty() ? "" : text.substring(0, text.length() - 1);
  }

  /** Returns how many lines {@link #text} has. */
  int lines() {
    return lines;
  }

  /** Returns whether no line has been added since the start or the last {@link #clear}. */
  boolean isEmpty() {
    return text.isEmpty();
  }

  /** Begins with the next command. */
  void clear() {
    text.setLength(0);
    lines = 0;
    depth = 0;
    quote = 0;
    parsedLength = 0;
  }
}
