package io.baton.launcher.ssh;

import io.baton.launcher.attach.Connection;
import io.baton.launcher.attach.Request;
import io.baton.launcher.attach.Sessions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.server.SshServer;

/**
 * Listens for clients of ssh, and gives them the shell of this node. What a client does, or does
 * not, is seen by its own threads only.
 */
public final class SshAccess implements AutoCloseable {
  private static final int MOST_CLIENTS = 64;

  /**
   * What the library says, which any stranger can make say much. Its level is kept only while this
   * is.
   */
  private static final Logger LIBRARY = Logger.getLogger("org.apache.sshd");

  private final SshServer server;
  private final String hostKey;
  private final AtomicInteger clients = new AtomicInteger();
  private final AtomicInteger numbers = new AtomicInteger();

  /** Written when the node is there; read by each client. */
  private volatile Sessions sessions = new Refusing("it is starting; come again");

  private SshAccess(SshServer server, String hostKey) {
    this.server = server;
    this.hostKey = hostKey;
  }

  /**
   * Listens, from the return of this. Clients are refused until {@link #serve}.
   *
   * @throws UnfitFileException if a file that it needs is not as it has to be
   * @throws IOException if nothing can listen there
   */
  public static SshAccess open(SshSettings settings) throws IOException {
    if (LIBRARY.getLevel() == null) {
      LIBRARY.setLevel(Level.OFF); // unless a configuration of java.util.logging says otherwise
    }
    JdkProvider.register();
    Files.createDirectories(
        settings.folder(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    AuthorizedKeys keys = settings.keys();
    var _ = keys.read(); // what is wrong with it is said now
    KeyPair host = HostKey.of(settings.hostKey(), settings.ownership());
    SshServer server = Servers.server(host);
    var access = new SshAccess(server, KeyUtils.getFingerPrint(host.getPublic()));
    var visitors = new Visitors(server, keys, settings.log());
    server.setPublickeyAuthenticator(visitors);
    server.addSessionListener(visitors);
    server.setShellFactory(_ -> new ClientChannel(access::serve, Optional.empty()));
    server.setCommandFactory(
        (_, commands) -> new ClientChannel(access::serve, Optional.of(commands)));
    server.setHost(settings.host());
    server.setPort(settings.port());
    try {
      server.start();
    } catch (IOException e) {
      server.close(true);
      throw e;
    }
    return access;
  }

  /** Serves those that come from now on. */
  public void serve(Sessions node) {
    sessions = node;
  }

  /** Returns where it listens, and by which key a client knows it. */
  public String about() {
    var address = (InetSocketAddress) server.getBoundAddresses().iterator().next();
    String host = address.getAddress().getHostAddress();
    return "ssh on %s:%d, host key %s"
        .formatted(host.contains(":") ? "[" + host + "]" : host, address.getPort(), hostKey);
  }

  private void serve(Request request, ChannelLink link) {
    Sessions serving =
        clients.incrementAndGet() > MOST_CLIENTS
            ? new Refusing("it has " + MOST_CLIENTS + " clients over ssh; end some of them")
            : sessions;
    String name = "baton-ssh-" + numbers.incrementAndGet();
    try {
      Thread.ofPlatform()
          .daemon()
          .name(name)
          .start(() -> {
            try {
              new Connection(link, serving, name + "-session").serve(request);
            } finally {
              clients.decrementAndGet();
            }
          });
    } catch (Throwable e) {
      clients.decrementAndGet(); // no memory or no thread for it now
      throw e;
    }
  }

  /** Ends all connections, and listens no more. */
  @Override
  public void close() throws IOException {
    server.stop(true);
  }
}
