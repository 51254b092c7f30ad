package io.baton.launcher;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.felix.gogo.runtime.Parser;
import org.apache.felix.gogo.runtime.Parser.Executable;
import org.apache.felix.gogo.runtime.Token;

/** Gogo programs as text, one command after the other. */
final class Statements {
  private Statements() {}

  /**
   * A command, with its pipes.
   *
   * @param line where it begins in its program; the first is 1
   * @param text what to execute
   */
  record Statement(int line, String text) {
    /** The line with which the command begins. */
    String firstLine() {
      return text.lines().findFirst().orElse("");
    }
  }

  /**
   * Splits {@code program} into what can be executed, and yields a value, on its own: what {@code
   * &&}, {@code ||} and {@code &} hold together stays together.
   *
   * @throws org.apache.felix.gogo.runtime.EOFError if the program ends too early, as within a
   *     closure
   * @throws org.apache.felix.gogo.runtime.SyntaxError if it is wrong in another way
   */
  static List<Statement> split(String program) {
    List<Statement> statements = new ArrayList<>();
    Iterator<Executable> tokens = new Parser(program).program().tokens().iterator();
    while (tokens.hasNext()) {
      Token first = tokens.next();
      Token last = first;
      Token operator = tokens.hasNext() ? tokens.next() : null;
      while (operator != null && (Token.eq("&&", operator) || Token.eq("||", operator))) {
        last = tokens.next();
        operator = tokens.hasNext() ? tokens.next() : null;
      }
      if (operator != null && Token.eq("&", operator)) {
        last = operator;
      }
      String text = program.substring(first.start(), last.start() + last.length());
      statements.add(new Statement(lineAt(program, first.start()), text));
    }
    return statements;
  }

  /** Counted here, since the parser's own count leaves out the lines of comments. */
  private static int lineAt(String program, int offset) {
    return 1 + (int) program.substring(0, offset).chars().filter(c -> c == '\n').count();
  }
}
