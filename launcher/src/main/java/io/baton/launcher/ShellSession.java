package io.baton.launcher;

import io.baton.launcher.Statements.Statement;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Collection;
import java.util.Objects;
import java.util.OptionalInt;
import org.apache.felix.gogo.runtime.EOFError;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** Runs Gogo commands without a terminal. */
final class ShellSession implements AutoCloseable {
  /** Gogo's {@code Converter.INSPECT}: a value in as many lines as it takes. */
  private static final int INSPECT = 0;

  private static final String NO_MEMORY = "baton: no memory is left to say what has failed";

  private final InputStream in;
  private final PrintStream out;
  private final PrintStream err;
  private final Gogo.Session session;

  /** Opens a session with the command processor of {@code context}. */
  ShellSession(BundleContext context, InputStream in, OutputStream out, OutputStream err)
      throws LaunchException {
    this.in = in;
    this.out = new PrintStream(out, true);
    this.err = new PrintStream(err, true);
    session = Gogo.open(context, in, this.out, this.err);
    session.put("SCOPE", "baton:gogo:*"); // a module may have a function exit
  }

  /**
   * Opens a session on the process's own streams, not those of {@code System}: Gogo puts streams of
   * its own there, which would write to themselves.
   */
  static ShellSession ofThisProcess(BundleContext context) throws LaunchException {
    ExitCommand.registerForPrograms(context);
    return new ShellSession(
        context,
        new FileInputStream(FileDescriptor.in),
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err));
  }

  /** Sets a variable. */
  void put(String name, Object value) {
    session.put(name, value);
  }

  /**
   * Runs {@code commands}, printing what each returns, up to the first that fails. Returns the exit
   * status.
   */
  int run(String commands) {
    try {
      for (Statement statement : Statements.split(PrintedPids.quoted(commands))) {
        answer(statement);
      }
      return Main.OK;
    } catch (Throwable e) {
      return failed("", e);
    }
  }

  /**
   * Runs {@code text}, the content of {@code script}, printing what each command returns, up to the
   * first failure. Returns the exit status.
   */
  int run(Action.Script script, String text) {
    session.put("0", script.file());
    session.put("args", script.arguments());
    for (int i = 0; i < script.arguments().size(); i++) {
      session.put(String.valueOf(i + 1), script.arguments().get(i));
    }
    String place = script.file() + ": ";
    try {
      for (Statement statement : Statements.split(PrintedPids.quoted(text))) {
        place = script.file() + ":" + statement.line() + ": " + statement.firstLine() + ": ";
        answer(statement);
      }
      return Main.OK;
    } catch (Throwable e) {
      return failed(place, e);
    }
  }

  /**
   * Runs what comes on standard input, going on after a command that fails. Returns the exit
   * status.
   */
  int runInput() throws IOException {
    Lines lines = new Lines(in);
    Unfinished pending = new Unfinished();
    for (String line = lines.next(); line != null; line = lines.next()) {
      OptionalInt exit = take(pending, line);
      if (exit.isPresent()) {
        return exit.getAsInt();
      }
    }
    if (!pending.isEmpty()) {
      run(pending.text());
    }
    return Main.OK;
  }

  /**
   * Runs what is complete with one more line; ends nothing but that, unless it asks for an exit.
   */
  private OptionalInt take(Unfinished pending, String line) {
    try {
      pending.add(line);
      if (!pending.mayBeComplete()) {
        return OptionalInt.empty();
      }
      for (Statement statement : Statements.split(PrintedPids.quoted(pending.text()))) {
        answer(statement);
      }
    } catch (EOFError unfinished) {
      return OptionalInt.empty();
    } catch (Throwable e) {
      int status = failed("", e);
      if (ExitCommand.statusIn(e).isPresent()) {
        return OptionalInt.of(status);
      }
    }
    pending.clear();
    return OptionalInt.empty();
  }

  @Override
  public void close() {
    session.close();
  }

  /** Also for want of memory or stack: the command is over, and Baton is not. */
  private int failed(String where, Throwable failure) {
    OptionalInt exit = ExitCommand.statusIn(failure);
    if (exit.isEmpty()) {
      try {
        err.println("baton: " + where + Failures.describe(failure));
      } catch (OutOfMemoryError | LinkageError _) { // a class that is used here for the first time
        err.println(NO_MEMORY);
      }
    }
    return exit.orElse(Main.FAILED);
  }

  /** Runs a command, and prints what it returns, before the next one runs. */
  private void answer(Statement statement) throws Exception {
    Object value = session.execute(statement.text());
    if (isAnswer(value)) {
      out.println(
          session.format(Objects.requireNonNull(value), INSPECT).toString().stripTrailing());
    }
  }

  /** Returns whether there is anything to print; a loop over commands without results has nulls. */
  private static boolean isAnswer(@Nullable Object value) {
    return value instanceof Collection<?> many
        ? many.isEmpty() || many.stream().anyMatch(Objects::nonNull)
        : value != null;
  }
}
