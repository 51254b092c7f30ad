package io.baton.launcher;

import io.baton.launcher.attach.AttachServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Baton without a shell of its own, until it is stopped: by a signal, {@code baton stop} or the
 * framework's own command. Others attach to it.
 */
final class Foreground {
  private static final String REMOTE = "shell-remote";

  /** What JLine calls the kind of terminal that none needs to be there for. */
  private static final String NO_TERMINAL = "dumb";

  private final RunFolder run;
  private final Options options;
  private final PrintStream err;

  Foreground(RunFolder run, Options options, PrintStream err) {
    this.run = run;
    this.options = options;
    this.err = err;
  }

  /** Starts a node. */
  interface Starting {
    Node start(String shell) throws LaunchException, IOException, InterruptedException;
  }

  /** Runs a node until it is stopped. Returns the exit status. */
  int run(Starting starting) throws LaunchException, IOException, InterruptedException {
    System.setProperty("org.jline.terminal.provider", NO_TERMINAL);
    RunFolder.Claim claim = run.claim();
    claim.clear();
    claim.writePid();
    Optional<SshShell> ssh = Optional.empty();
    Node node;
    try {
      if (options.ssh().isPresent()) { // first: what is wrong with it ends the start early
        ssh = Optional.of(SshShell.open(run, options, err));
      }
      node = starting.start(REMOTE);
    } catch (LaunchException | IOException | InterruptedException e) {
      claim.clear();
      claim.close();
      throw e;
    }
    node.atStop(claim::clear, claim);
    serve(node, ssh);
    return node.awaitExit();
  }

  private void serve(Node node, Optional<SshShell> ssh) throws LaunchException, IOException {
    History.forItsOwnerOnly(node.context().getProperty(History.PROPERTY));
    ExitCommand.registerForPrograms(node.context());
    String about =
        "%s, process %d, since %s"
            .formatted(
                About.versions(),
                ProcessHandle.current().pid(),
                DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                    LocalDateTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.SECONDS)));
    String ways = ssh.map(one -> one.about() + "\n").orElse("");
    var sessions = new NodeSessions(node.context(), about, ways);
    node.beforeStop(listen(run.socket(), sessions));
    err.println("baton: ready: " + about + ", run folder " + run.folder());
    if (ssh.isPresent()) {
      node.beforeStop(ssh.get());
      ssh.get().serve(sessions);
      err.println("baton: " + ssh.get().about());
    }
    Supervising.say("--ready");
  }

  private static AttachServer listen(Path socket, NodeSessions sessions) throws LaunchException {
    try {
      return AttachServer.open(socket, sessions);
    } catch (IOException e) {
      throw new LaunchException(
          "the socket %s, whose name has %d characters and may have about 100 (a shorter run folder: --run or BATON_RUN)"
              .formatted(socket, socket.toString().length()),
          e);
    }
  }
}
