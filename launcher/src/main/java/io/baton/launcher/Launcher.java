package io.baton.launcher;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Does what the command line asks for. */
final class Launcher {
  private static final String INTERACTIVE = "shell-jline";
  private static final String PLAIN = "shell-plain";
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private final Options options;
  private final PrintStream out;
  private final PrintStream err;

  Launcher(Options options, PrintStream out, PrintStream err) {
    this.options = options;
    this.out = out;
    this.err = err;
  }

  /** Returns the exit status; a framework that was started is still there. */
  int run() throws LaunchException, IOException, InterruptedException {
    return switch (options.action()) {
      case Action.Help() -> print(About.usage());
      case Action.Version() -> print(About.versions());
      case Action.Shell() -> isInteractive() ? shell() : session(ShellSession::runInput);
      case Action.Commands(String text) -> session(session -> session.run(text));
      case Action.Script script -> {
        String text = read(script.file());
        yield session(session -> session.run(script, text));
      }
      case Action.Foreground(var logs) -> foreground(logs);
      case Action.Service service -> new ServiceControl(setup(), out, err).run(service);
      case Action.Attach(var what) -> attach(what);
    };
  }

  private int shell() throws LaunchException, IOException, InterruptedException {
    print(About.versions() + ". Type help for the commands, Ctrl-D to leave.");
    Node node = start(INTERACTIVE);
    History.forItsOwnerOnly(node.context().getProperty(History.PROPERTY));
    ExitCommand.register(node.context(), node::leave);
    return node.awaitExit();
  }

  /** Work in a session; returns the exit status. */
  interface Work {
    int in(ShellSession session) throws IOException;
  }

  private int foreground(Optional<Path> logs)
      throws LaunchException, IOException, InterruptedException {
    if (logs.isEmpty()) {
      return new Foreground(setup().run(), options, err).run(this::start);
    }
    LogFiles files = LogFiles.install(logs.get());
    PrintStream log = files.stream();
    return new Foreground(setup().run(), options, log).run(new Launcher(options, log, log)::start);
  }

  private int attach(Action what) throws LaunchException, IOException {
    var attached = new Attached(setup().run(), err);
    return switch (what) {
      case Action.Commands(String text) -> attached.run(text);
      case Action.Script script -> attached.run(script, read(script.file()));
      default -> isInteractive() ? attached.shell() : attached.runInput();
    };
  }

  private Setup setup() throws LaunchException {
    return new Setup(Home.ofThisProcess(), options);
  }

  private int session(Work work) throws LaunchException, IOException, InterruptedException {
    try (ShellSession session = ShellSession.ofThisProcess(start(PLAIN).context())) {
      return work.in(session);
    }
  }

  private Node start(String shell) throws LaunchException, IOException, InterruptedException {
    Setup setup = setup();
    LaunchPlan plan = setup.plan(shell);
    Storage storage = setup.storage();
    LastStart last =
        new LastStart(storage.data().resolve("started"), About.exactVersions(), storage.folder());
    sayIfItFails(() -> last.changes().ifPresent(changes -> err.println("baton: " + changes)));
    PrintedLines printed = PrintedLines.install(); // before Gogo puts streams of its own there
    Node node = Node.start(plan, setup.repository(), storage, err);
    printed.register(node.context());
    node.offerItsEnd();
    sayIfItFails(last::record);
    return node;
  }

  /** Access to a record that a start does not depend on. */
  private interface Access {
    void run() throws IOException;
  }

  private void sayIfItFails(Access record) {
    try {
      record.run();
    } catch (IOException e) {
      err.println("baton: the record of starts in the storage: " + Failures.describe(e));
    }
  }

  private static String read(Path script) throws UsageException {
    try {
      String text = Files.readString(script);
      return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new UsageException("script " + script + " is not text in UTF-8");
    } catch (NoSuchFileException e) {
      throw new UsageException("script " + script + " does not exist");
    } catch (IOException e) {
      throw new UsageException("script " + script + " cannot be read: " + Failures.describe(e));
    }
  }

  @SuppressWarnings("SystemConsoleNull") // without a terminal, JDK 25 does return null
  private static boolean isInteractive() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  private int print(String text) {
    out.println(text);
    return Main.OK;
  }
}
