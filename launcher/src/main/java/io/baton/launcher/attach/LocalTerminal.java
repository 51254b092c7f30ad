package io.baton.launcher.attach;

import io.baton.launcher.attach.Request.Action;
import io.baton.launcher.attach.Request.Screen;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.OutputFlag;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.terminal.TerminalBuilder;

/** The shell of a running Baton on the terminal of this process. */
public final class LocalTerminal {
  /** No character: the key means nothing. */
  private static final int DISABLED = 0;

  private LocalTerminal() {}

  /** Shows the shell until it ends. Returns its exit status. */
  public static int attach(Path socket) throws IOException {
    try (Terminal terminal =
            TerminalBuilder.builder()
                .system(true)
                .dumb(false)
                .nativeSignals(true)
                .signalHandler(SignalHandler.SIG_IGN)
                .build();
        AttachClient client = AttachClient.connect(socket, request(terminal))) {
      terminal.handle(Signal.INT, _ -> client.signal("INT"));
      terminal.handle(Signal.TSTP, _ -> client.signal("TSTP"));
      terminal.handle(Signal.WINCH, _ -> client.resize(terminal.getWidth(), terminal.getHeight()));
      Attributes before = terminal.enterRawMode();
      try (var screen = new FileOutputStream(FileDescriptor.out)) {
        terminal.setAttributes(raw(terminal));
        screen.write((client.welcome() + "\r\n").getBytes(StandardCharsets.UTF_8));
        return client.follow(new FileInputStream(FileDescriptor.in), screen, screen);
      } finally {
        terminal.setAttributes(before);
      }
    }
  }

  private static Request request(Terminal terminal) {
    return new Request(
        Action.SHELL,
        "",
        List.of(),
        new Screen(
            terminal.getType(),
            terminal.encoding().name(),
            terminal.getWidth(),
            terminal.getHeight()));
  }

  /** Each byte is read at once, and shown as it comes: the other side does all the rest. */
  private static Attributes raw(Terminal terminal) {
    Attributes attributes = terminal.getAttributes();
    attributes.setOutputFlag(OutputFlag.OPOST, false);
    attributes.setControlChar(ControlChar.VMIN, 1);
    attributes.setControlChar(ControlChar.VTIME, 0);
    attributes.setControlChar(ControlChar.VQUIT, DISABLED); // the JVM would print its threads
    return attributes;
  }
}
