package io.baton.launcher;

import io.baton.launcher.attach.Request;
import io.baton.launcher.attach.Sessions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.osgi.framework.BundleContext;

/** Sessions of those that attach: each has a session of Gogo's to itself. */
final class NodeSessions implements Sessions {
  private static final int MOST_BYTES = 4096;

  private final BundleContext context;
  private final String about;
  private final String ways;

  /**
   * Sessions in the framework of {@code context}.
   *
   * @param about what the node says of itself
   * @param ways how others come in besides, for people; may be empty
   */
  NodeSessions(BundleContext context, String about, String ways) {
    this.context = context;
    this.about = about;
    this.ways = ways;
  }

  @Override
  public String welcome(Request request) {
    return about + ". Type help for the commands, Ctrl-D to leave it running.";
  }

  @Override
  public int serve(Request request, Client client) throws Exception {
    return switch (request.action()) {
      case SHELL -> shell(request, client);
      case COMMANDS -> plain(client, session -> session.run(request.text()));
      case SCRIPT -> plain(client, session -> session.run(script(request), request.text()));
      case INPUT -> plain(client, ShellSession::runInput);
      case STATUS -> say(client, about + "\n" + ways);
      case STOP -> {
        Thread.ofPlatform().name("baton-leave").start(() -> System.exit(Main.OK));
        yield Main.OK;
      }
    };
  }

  private static Action.Script script(Request request) throws IOException {
    if (request.arguments().isEmpty()) {
      throw new IOException("a script has no name");
    }
    return new Action.Script(
        Path.of(request.arguments().getFirst()),
        request.arguments().subList(1, request.arguments().size()));
  }

  private static int say(Client client, String text) throws IOException {
    client.out().write(text.getBytes(StandardCharsets.UTF_8));
    return Main.OK;
  }

  private int plain(Client client, Launcher.Work work) throws IOException, LaunchException {
    try (var session = new ShellSession(context, client.in(), client.out(), client.err())) {
      Optional<Gogo.Shells> shells = Gogo.shells(context);
      if (shells.isPresent()) {
        session.put(".terminal", shells.get().plainTerminal(client.out()));
      }
      return work.in(session);
    }
  }

  private int shell(Request request, Client client) throws Exception {
    Optional<Gogo.Shells> shells = Gogo.shells(context);
    if (shells.isEmpty()) {
      throw new LaunchException(
          "the feature has no interactive shell (org.apache.felix.gogo.jline)");
    }
    Request.Screen screen = request.screen();
    try (var shell =
        Gogo.open(shells.get(), client.out(), screen.type(), Charset.forName(screen.charset()))) {
      shell.resize(screen.columns(), screen.rows());
      client.listen(listener(shell));
      Thread.ofPlatform()
          .daemon()
          .name(Thread.currentThread().getName() + "-keys")
          .start(() -> type(client.in(), shell));
      return shell.run();
    }
  }

  private static void type(InputStream in, Gogo.RemoteShell shell) {
    byte[] bytes = new byte[MOST_BYTES];
    try {
      for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
        shell.type(Arrays.copyOf(bytes, read));
      }
      shell.endInput();
    } catch (IOException _) {
      // the shell has ended
    }
  }

  private static Listener listener(Gogo.RemoteShell shell) {
    return new Listener() {
      @Override
      public void resized(int columns, int rows) {
        shell.resize(columns, rows);
      }

      @Override
      public void signalled(String name) {
        shell.signal(name);
      }

      @Override
      public void gone() {
        try {
          shell.hangUp();
        } catch (IOException _) {
          // it has ended
        }
      }
    };
  }
}
