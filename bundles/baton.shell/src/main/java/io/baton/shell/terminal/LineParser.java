package io.baton.shell.terminal;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.felix.gogo.jline.ParsedLineImpl;
import org.apache.felix.gogo.runtime.Parser.Executable;
import org.apache.felix.gogo.runtime.Parser.Program;
import org.apache.felix.gogo.runtime.Token;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jline.reader.SyntaxError;

/**
 * Parses a line as Gogo does. A complete line becomes one command with each of its commands as a
 * closure, since Gogo prints only the last result of a line; a line that is wrong becomes a command
 * that says so, since Gogo would end the shell.
 */
final class LineParser implements Parser {
  /** Text in quotes or a comment, which stays, or a pid, which Gogo would take for two files. */
  private static final Pattern QUOTED_OR_PID =
      Pattern.compile(
          "'(?:\\\\.|[^'\\\\]++)*+'|\"(?:\\\\.|[^\"\\\\]++)*+\"|(?<![^\\s])#[^\\n]*"
              + "|(?<![^\\s(\\[{;])<(\\d+)>(?![^\\s)\\]};])",
          Pattern.DOTALL);

  private final Parser gogo;

  LineParser(Parser gogo) {
    this.gogo = gogo;
  }

  @Override
  public ParsedLine parse(String line, int cursor, ParseContext context) {
    if (context != ParseContext.ACCEPT_LINE) {
      return gogo.parse(line, cursor, context);
    }
    try {
      String text = withPids(line);
      ParsedLine parsed = gogo.parse(text, cursor, context);
      return parsed instanceof ParsedLineImpl whole && !whole.program().tokens().isEmpty()
          ? line(answering(whole.program(), text))
          : parsed;
    } catch (EOFError e) {
      throw e; // the reader asks for another line
    } catch (SyntaxError e) {
      return line(failing(String.valueOf(e.getMessage())));
    }
  }

  private static ParsedLine line(String text) {
    Program program = new org.apache.felix.gogo.runtime.Parser(text).program();
    return new ParsedLineImpl(program, program, 0, List.of((Token) program));
  }

  /** Quotes the pids that are written as they are printed: {@code <42>}. */
  static String withPids(String line) {
    return QUOTED_OR_PID
        .matcher(line)
        .replaceAll(found -> found.group(1) == null ? "$0" : "'<$1>'");
  }

  /** Returns the command that runs the commands of a program. */
  private static String answering(Program program, String line) {
    StringBuilder text = new StringBuilder("baton:_answer");
    int start = 0;
    List<Executable> tokens = program.tokens();
    for (int i = 0; i < tokens.size(); i++) {
      boolean isOperator = i % 2 == 1;
      boolean isLast = i == tokens.size() - 1;
      if (isOperator ? isEnd(tokens.get(i)) : isLast) {
        int first = tokens.get(start).start();
        int end = isOperator ? end(tokens.get(i)) : line.length();
        text.append(" {\n").append(line.substring(first, end).strip()).append("\n}");
        start = i + 1;
      }
    }
    return text.toString();
  }

  /** Returns where a command ends; its token leaves out to which files it is redirected. */
  private static int end(Token operator) {
    return Token.eq("&", operator) ? operator.start() + operator.length() : operator.start();
  }

  private static boolean isEnd(Token operator) {
    return !Token.eq("&&", operator) && !Token.eq("||", operator);
  }

  private static String failing(String message) {
    return "baton:_wrong '" + message.replace('\'', '"').replace("\\", "") + "'";
  }
}
