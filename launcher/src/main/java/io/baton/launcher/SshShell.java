package io.baton.launcher;

import io.baton.launcher.attach.Sessions;
import io.baton.launcher.ssh.SshAccess;
import io.baton.launcher.ssh.SshSettings;
import io.baton.launcher.ssh.UnfitFileException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;

/** The shell of a node over ssh. Only a start that is to have it touches this class. */
final class SshShell implements AutoCloseable {
  private final SshAccess access;

  private SshShell(SshAccess access) {
    this.access = access;
  }

  /**
   * Listens as the options say; refuses clients until {@link #serve}.
   *
   * @param run the run folder, which this process has taken
   * @throws LaunchException if a file is not as it has to be, or nothing can listen there
   */
  static SshShell open(RunFolder run, Options options, PrintStream log)
      throws LaunchException, IOException {
    SshAddress address = options.ssh().orElseThrow();
    var settings =
        new SshSettings(
            address.host(),
            address.port(),
            options.sshKeys().orElseGet(run::ssh).toAbsolutePath().normalize(),
            Files.getOwner(run.pidFile()), // this process has just made it
            line -> log.println("baton: " + line));
    try {
      return new SshShell(SshAccess.open(settings));
    } catch (UnfitFileException e) {
      throw new LaunchException("--ssh: " + e.getMessage());
    } catch (SocketException | UnknownHostException e) {
      throw new LaunchException(
          "--ssh: nothing can listen on port %d of %s (%s); name another with --ssh [HOST:]PORT"
              .formatted(address.port(), address.host(), e.getMessage()));
    }
  }

  /** Returns where it listens, and by which key clients know it. */
  String about() {
    return access.about();
  }

  /** Serves those that come from now on. */
  void serve(Sessions sessions) {
    access.serve(sessions);
  }

  @Override
  public void close() throws IOException {
    access.close();
  }
}
