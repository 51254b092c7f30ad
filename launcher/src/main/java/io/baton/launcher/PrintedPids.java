package io.baton.launcher;

import java.util.regex.Pattern;

/** Pids as they are printed, {@code <42>}: Gogo would take the brackets for the names of files. */
final class PrintedPids {
  /** Text in quotes or a comment, which stays, or a pid. */
  private static final Pattern QUOTED_OR_PID =
      Pattern.compile(
          "'(?:\\\\.|[^'\\\\]++)*+'|\"(?:\\\\.|[^\"\\\\]++)*+\"|(?<![^\\s])#[^\\n]*"
              + "|(?<![^\\s(\\[{;])<(\\d+)>(?![^\\s)\\]};])",
          Pattern.DOTALL);

  private PrintedPids() {}

  /** Quotes the pids of a program. */
  static String quoted(String program) {
    return QUOTED_OR_PID
        .matcher(program)
        .replaceAll(found -> found.group(1) == null ? "$0" : "'<$1>'");
  }
}
