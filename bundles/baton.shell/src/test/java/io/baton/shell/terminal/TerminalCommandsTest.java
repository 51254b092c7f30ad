package io.baton.shell.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.concurrent.ExecutionException;
import org.apache.felix.gogo.runtime.CommandProcessorImpl;
import org.apache.felix.gogo.runtime.threadio.ThreadIOImpl;
import org.apache.felix.service.command.CommandSession;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lines of a person, run by a real Gogo. */
class TerminalCommandsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final CommandProcessorImpl gogo = new CommandProcessorImpl(new ThreadIOImpl());
  private final CommandSession session =
      gogo.createSession(new ByteArrayInputStream(new byte[0]), out, out);

  /** Commands that a session calls by name. */
  public static final class Samples {
    /** Returns what it gets. */
    public Object give(Object what) {
      return what;
    }

    /** Fails. */
    public void fail() {
      throw new IllegalStateException("it broke");
    }
  }

  private Object line(String line) throws Exception {
    gogo.addCommand("a", new Samples());
    gogo.addCommand("baton", new TerminalCommands(null, null), "_answer");
    var parser = new LineParser(new org.apache.felix.gogo.jline.Parser());
    var parsed =
        (org.apache.felix.gogo.jline.ParsedLineImpl)
            parser.parse(line, 0, org.jline.reader.Parser.ParseContext.ACCEPT_LINE);
    return session.execute(parsed.program());
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }

  @AfterEach
  void close() {
    session.close();
  }

  @Test
  void eachAnswerIsPrintedInOrder() throws Exception {
    Object last = line("a:give 1; a:give [2 3]; x = (a:give 4); a:give $x");

    assertThat(printed().lines()).containsExactly("1", "2", "3", "4", "4");
    assertThat(last).isEqualTo(4L);
  }

  @Test
  void lineEndsWithTheFirstFailureInWordsOnly() {
    assertThatThrownBy(() -> line("a:give 1; a:fail; a:give 2")).hasToString("it broke");
    assertThat(printed().lines()).containsExactly("1");
  }

  @Test
  void argumentsThatDoNotFitNameNoClass() {
    assertThatThrownBy(() -> line("a:give 1 2 3"))
        .hasToString("the arguments do not fit give; see help give");
  }

  @Test
  void failuresOfOthersAreSentences() {
    assertThat(FailureText.of(new NoSuchFileException("x"))).isEqualTo("there is no file x");
    assertThat(FailureText.of(new EOFException("unexpected eof"))).isEqualTo("unexpected eof");
    assertThat(FailureText.of(new ExecutionException(new OutOfMemoryError("heap"))))
        .isEqualTo("OutOfMemoryError: heap");
  }
}
