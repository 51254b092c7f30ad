package io.baton.shell.terminal;

import java.io.IOException;
import java.util.List;
import org.apache.felix.gogo.jline.Shell;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.jline.terminal.Terminal.Signal;
import org.jspecify.annotations.Nullable;

/**
 * A shell whose terminal is elsewhere. One thread runs it, others hand in what happens at the
 * terminal.
 */
public final class RemoteShell implements AutoCloseable {
  private final Shell shell;
  private final CommandSession session;
  private final RemoteTerminal terminal;

  /** Written by the thread of a command, read by the one that runs the shell. */
  private volatile int status;

  RemoteShell(Shell shell, CommandSession session, RemoteTerminal terminal) {
    this.shell = shell;
    this.session = session;
    this.terminal = terminal;
  }

  /**
   * Reads and runs lines until the end of input, or the command {@code exit}, which ends this shell
   * and nothing else. Returns the status that it was given.
   */
  public int run() throws Exception {
    session.put(Shell.VAR_TERMINAL, terminal);
    Function exit = (_, arguments) -> exit(arguments);
    session.put("exit", exit);
    session.put("baton:exit", exit);
    shell.gosh(session, new String[] {"--login", "--noshutdown"});
    return status;
  }

  private @Nullable Object exit(List<Object> arguments) throws IOException {
    try {
      status = arguments.isEmpty() ? 0 : Integer.parseInt(String.valueOf(arguments.getFirst()));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "exit takes a status, which is a whole number, or nothing; found " + arguments, e);
    }
    session.put(Shell.VAR_PROMPT, ""); // the next line is the end of input
    terminal.endInput();
    return null;
  }

  /** Takes what was typed; waits while there is much that is not read yet. */
  public void type(byte[] bytes) throws IOException {
    terminal.processInputBytes(bytes);
  }

  /** Takes the end of what is typed. */
  public void endInput() throws IOException {
    terminal.endInput();
  }

  /** Takes the size that the terminal has from now on. */
  public void resize(int columns, int rows) {
    terminal.resize(columns, rows);
  }

  /**
   * Takes a key that means a signal.
   *
   * @param name {@code INT} ends the command that runs, {@code TSTP} suspends it; others are
   *     ignored
   */
  public void signal(String name) {
    switch (name) {
      case "INT" -> terminal.raise(Signal.INT);
      case "TSTP" -> terminal.raise(Signal.TSTP);
      default -> {}
    }
  }

  /** Ends the command that runs and the shell, since its terminal has gone. */
  public void hangUp() throws IOException {
    terminal.endInput();
    terminal.raise(Signal.INT);
    session.close();
  }

  @Override
  public void close() throws IOException {
    session.close();
    terminal.close();
  }
}
