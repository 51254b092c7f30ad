package io.baton.shell.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;

/** A terminal that is elsewhere: what is typed is handed in, what is shown goes to a stream. */
final class RemoteTerminal extends LineDisciplineTerminal {
  RemoteTerminal(String type, Charset charset, OutputStream screen) throws IOException {
    super("remote", type, screen, charset, SignalHandler.SIG_IGN);
  }

  /** A terminal without lines and colours, for commands that want one where there is none. */
  static RemoteTerminal plain(OutputStream out) throws IOException {
    var terminal = new RemoteTerminal("dumb", Charset.defaultCharset(), out);
    Attributes attributes = terminal.getAttributes();
    attributes.setOutputFlag(Attributes.OutputFlag.OPOST, false);
    terminal.setAttributes(attributes);
    return terminal;
  }

  void resize(int columns, int rows) {
    setSize(new Size(columns, rows));
    raise(Signal.WINCH);
  }

  /** Lets the reader of lines find the end of input, once it has read what was typed. */
  void endInput() throws IOException {
    slaveInput.close();
  }
}
