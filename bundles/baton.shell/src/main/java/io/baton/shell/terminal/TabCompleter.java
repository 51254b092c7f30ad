package io.baton.shell.terminal;

import io.baton.shell.Completion;
import java.util.List;
import org.apache.felix.service.command.CommandSession;
import org.jline.builtins.Completers.FilesCompleter;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Shows at Tab what {@link Completion} finds. */
final class TabCompleter implements Completer {
  private final Completion completion;
  private final CommandSession session;

  TabCompleter(Completion completion, CommandSession session) {
    this.completion = completion;
    this.session = session;
  }

  @Override
  public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
    Completion.Choices choices = completion.at(line.words(), line.wordIndex());
    for (Completion.Choice choice : choices.choices()) {
      String description = choice.description().isEmpty() ? null : choice.description();
      candidates.add(
          new Candidate(
              choice.value(), choice.value(), choice.group(), description, null, null, true));
    }
    if (choices.files()) {
      new FilesCompleter(session.currentDir()).complete(reader, line, candidates);
    }
  }
}
