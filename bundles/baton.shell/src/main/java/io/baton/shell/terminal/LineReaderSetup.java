package io.baton.shell.terminal;

import io.baton.shell.Completion;
import org.apache.felix.service.command.CommandSession;
import org.jline.keymap.KeyMap;
import org.jline.reader.Reference;
import org.jline.reader.impl.LineReaderImpl;

/** Gives the line reader of a session Baton's completion, and the parser that runs lines. */
final class LineReaderSetup {
  private static final String PAUSE = "baton-watch-pause";

  private LineReaderSetup() {}

  static void install(CommandSession session, Completion completion, Runnable pause) {
    if (session.get(".reader") instanceof LineReaderImpl reader) {
      bindPause(reader, pause);
      reader.setCompleter(new TabCompleter(completion, session));
      reader.setParser(new LineParser(reader.getParser()));
      session.put(".Gogo.format", false); // _answer prints the results itself
    }
  }

  /** Alt-W pauses watching, and resumes it; what the log says comes above the line. */
  private static void bindPause(LineReaderImpl reader, Runnable pause) {
    reader
        .getWidgets()
        .put(
            PAUSE,
            () -> {
              pause.run();
              return true;
            });
    reader.getKeyMaps().values().forEach(keys -> keys.bind(new Reference(PAUSE), KeyMap.alt('w')));
  }
}
