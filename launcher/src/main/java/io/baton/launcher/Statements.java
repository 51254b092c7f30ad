package io.baton.launcher;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.felix.gogo.runtime.EOFError;
import org.apache.felix.gogo.runtime.Parser;
import org.apache.felix.gogo.runtime.Parser.Executable;
import org.apache.felix.gogo.runtime.Token;
import org.jspecify.annotations.Nullable;

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
   * @throws IllegalArgumentException if its brackets are nested too deeply
   */
  static List<Statement> split(String program) {
    List<Statement> statements = new ArrayList<>();
    Unfinished pending = new Unfinished();
    int next = 1;
    for (String line : program.split("\n", -1)) {
      pending.add(line);
      if (pending.mayBeComplete()) {
        try {
          statements.addAll(split(pending.text(), next));
        } catch (EOFError _) {
          continue; // it goes on in the next line
        }
        next += pending.lines();
        pending.clear();
      }
    }
    if (!pending.isEmpty()) {
      statements.addAll(split(pending.text(), next));
    }
    return statements;
  }

  private static List<Statement> split(String program, int firstLine) {
    List<Statement> statements = new ArrayList<>();
    Iterator<Executable> tokens = parse(program).iterator();
    int line = firstLine;
    int counted = 0;
    while (tokens.hasNext()) {
      Token first = tokens.next();
      Token operator = tokens.hasNext() ? tokens.next() : null;
      while (operator != null && (Token.eq("&&", operator) || Token.eq("||", operator))) {
        tokens.next();
        operator = tokens.hasNext() ? tokens.next() : null;
      }
      String text = program.substring(first.start(), end(program, operator)).strip();
      line += newlines(program, counted, first.start());
      counted = first.start();
      statements.add(new Statement(line, text));
    }
    return statements;
  }

  /** Returns where a command ends; its token leaves out to which files it is redirected. */
  private static int end(String program, @Nullable Token operator) {
    if (operator == null) {
      return program.length();
    }
    return Token.eq("&", operator) ? operator.start() + operator.length() : operator.start();
  }

  private static List<Executable> parse(String program) {
    try {
      return new Parser(program).program().tokens();
    } catch (StackOverflowError _) {
      throw new IllegalArgumentException(
          "it has brackets within brackets, too deep to be read; take it apart");
    }
  }

  /** Counted here, since the parser's own count leaves out the lines of comments. */
  private static int newlines(String program, int from, int to) {
    return (int) program.substring(from, to).chars().filter(c -> c == '\n').count();
  }
}
