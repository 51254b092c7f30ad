package io.baton.launcher;

import io.baton.launcher.attach.AttachClient;
import io.baton.launcher.attach.LocalTerminal;
import io.baton.launcher.attach.Request;
import io.baton.launcher.attach.Request.Action;
import io.baton.launcher.attach.Request.Screen;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Runs in the Baton that runs what would otherwise start one. */
final class Attached {
  private final RunFolder run;
  private final PrintStream err;

  Attached(RunFolder run, PrintStream err) {
    this.run = run;
    this.err = err;
  }

  /** The shell, on the terminal of this process. */
  int shell() throws LaunchException, IOException {
    return connected(() -> LocalTerminal.attach(run.socket()));
  }

  /** Runs commands. Returns the exit status. */
  int run(String commands) throws LaunchException, IOException {
    return plain(new Request(Action.COMMANDS, commands, List.of(), Screen.NONE));
  }

  /** Runs a script. Returns the exit status. */
  int run(io.baton.launcher.Action.Script script, String text) throws LaunchException, IOException {
    List<String> arguments = new ArrayList<>(List.of(script.file().toString()));
    arguments.addAll(script.arguments());
    return plain(new Request(Action.SCRIPT, text, arguments, Screen.NONE));
  }

  /** Runs what comes on standard input. Returns the exit status. */
  int runInput() throws LaunchException, IOException {
    return plain(Request.of(Action.INPUT));
  }

  private int plain(Request request) throws LaunchException, IOException {
    return connected(() -> {
      try (AttachClient client = AttachClient.connect(run.socket(), request);
          var out = new FileOutputStream(FileDescriptor.out);
          var errors = new FileOutputStream(FileDescriptor.err)) {
        return client.follow(new FileInputStream(FileDescriptor.in), out, errors);
      }
    });
  }

  /** Something that ends with the connection. */
  private interface Work {
    int run() throws IOException;
  }

  private int connected(Work work) throws LaunchException, IOException {
    RunFolder.State state = run.state();
    OptionalLong pid = run.pid();
    if (state != RunFolder.State.ALIVE) {
      throw new LaunchException(
          "no Baton runs in the run folder %s; start it with baton start, or name another folder with --run"
              .formatted(run.folder()));
    }
    try {
      return work.run();
    } catch (AttachClient.RefusedException e) {
      throw new LaunchException(String.valueOf(e.getMessage()));
    } catch (SocketException e) {
      throw new LaunchException(
          "Baton is there%s, and does not answer: it is starting or stopping; see baton status"
              .formatted(pid.isPresent() ? ", process " + pid.getAsLong() : ""),
          e);
    } catch (EOFException _) {
      err.println("baton: Baton has ended, or has given this client up since it read nothing");
      return Main.FAILED;
    } catch (IOException e) {
      err.println("baton: the connection has ended: " + Failures.describe(e));
      return Main.FAILED;
    }
  }
}
