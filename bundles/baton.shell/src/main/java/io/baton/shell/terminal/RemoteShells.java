package io.baton.shell.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandProcessor;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Opens shells whose terminal is elsewhere; the launcher calls it for {@code baton attach}. */
@Component(service = RemoteShells.class)
public final class RemoteShells {
  private final CommandProcessor processor;
  private final Shell shell;

  /** Opens shells that are like the one that {@code shell} runs. */
  @Activate
  public RemoteShells(@Reference CommandProcessor processor, @Reference Shell shell) {
    this.processor = processor;
    this.shell = shell;
  }

  /**
   * Opens a shell; it reads nothing before it runs.
   *
   * @param screen where what is shown goes; it may write a byte at a time, and flushes
   * @param type of the terminal, as {@code TERM} says it
   * @param charset of the terminal
   */
  public RemoteShell open(OutputStream screen, String type, Charset charset) throws IOException {
    var terminal = new RemoteTerminal(type, charset, screen);
    var session = processor.createSession(terminal.input(), terminal.output(), terminal.output());
    return new RemoteShell(shell, session, terminal);
  }

  /** Returns a terminal, for commands of a session that has none, such as {@code ls}. */
  public Object plainTerminal(OutputStream out) throws IOException {
    return RemoteTerminal.plain(out);
  }
}
