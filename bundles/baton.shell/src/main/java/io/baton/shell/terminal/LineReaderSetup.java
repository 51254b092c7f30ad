package io.baton.shell.terminal;

import io.baton.shell.Completion;
import org.apache.felix.service.command.CommandSession;
import org.jline.reader.impl.LineReaderImpl;

/** Gives the line reader of a session Baton's completion, and the parser that runs lines. */
final class LineReaderSetup {
  private LineReaderSetup() {}

  static void install(CommandSession session, Completion completion) {
    if (session.get(".reader") instanceof LineReaderImpl reader) {
      reader.setCompleter(new TabCompleter(completion, session));
      reader.setParser(new LineParser(reader.getParser()));
      session.put(".Gogo.format", false); // _answer prints the results itself
    }
  }
}
