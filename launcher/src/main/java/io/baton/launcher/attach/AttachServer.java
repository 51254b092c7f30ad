package io.baton.launcher.attach;

import io.baton.launcher.attach.Frame.Kind;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;

/**
 * Listens on a local socket for clients of the same user. What a client does, or does not, is seen
 * by its own threads only.
 */
public final class AttachServer implements AutoCloseable {
  private static final int MOST_CLIENTS = 64;
  private static final long PATIENCE_MILLIS = 10_000;
  private static final long PAUSE_NANOS = 100_000_000;
  private static final String NO_CLIENT =
      "This is the socket of a running Baton; go there with: baton attach\n";

  private final ServerSocketChannel channel;
  private final Path socket;
  private final String user;
  private final Sessions sessions;
  private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
  private final AtomicInteger numbers = new AtomicInteger();
  private final Timer clock = new Timer("baton-attach-clock", true);

  private AttachServer(ServerSocketChannel channel, Path socket, Sessions sessions)
      throws IOException {
    this.channel = channel;
    this.socket = socket;
    this.sessions = sessions;
    user = Files.getOwner(socket, LinkOption.NOFOLLOW_LINKS).getName();
  }

  /**
   * Listens, from the return of this.
   *
   * @param socket where; what is left there of a process that has ended is replaced. The folder is
   *     its owner's only
   * @throws IOException if nothing can listen there; the message says why
   */
  public static AttachServer open(Path socket, Sessions sessions) throws IOException {
    if (Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
      if (!Files.readAttributes(socket, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
          .isOther()) {
        throw new IOException(socket + " is there and is no socket");
      }
      Files.delete(socket);
    }
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(UnixDomainSocketAddress.of(socket));
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
      var server = new AttachServer(channel, socket, sessions);
      Thread.ofPlatform().daemon().name("baton-attach").start(server::accept);
      return server;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  private void accept() {
    while (channel.isOpen()) {
      try {
        SocketChannel client = channel.accept();
        try {
          Thread.ofPlatform()
              .daemon()
              .name("baton-attach-" + numbers.incrementAndGet())
              .start(() -> serve(client));
        } catch (Throwable e) {
          client.close();
          throw e;
        }
      } catch (Throwable _) {
        pause(); // no memory or no thread for it now, or closed
      }
    }
  }

  private static void pause() {
    LockSupport.parkNanos(PAUSE_NANOS);
  }

  private void serve(SocketChannel channel) {
    String name = Thread.currentThread().getName() + "-session";
    var wire = new Wire(channel);
    var late =
        new TimerTask() {
          @Override
          public void run() {
            wire.close();
          }
        };
    try (wire) {
      clock.schedule(late, PATIENCE_MILLIS);
      if (isOfItsUser(channel, wire)) {
        greet(wire, late, name);
      }
      wire.finish(); // of a session, it is closed
    } catch (IOException _) {
      // the client has gone
    } finally {
      late.cancel();
    }
  }

  private void greet(Wire wire, TimerTask late, String name) throws IOException {
    try {
      String greeting = wire.greeting();
      wire.greet(); // one of another version sees by it that it is one
      if (!greeting.equals(Wire.GREETING)) {
        return;
      }
    } catch (Wire.NotBatonException _) {
      wire.send(NO_CLIENT);
      return;
    }
    Request request;
    try {
      request = Request.of(wire.receive());
    } catch (IOException e) {
      wire.send(refusal(String.valueOf(e.getMessage())));
      return;
    }
    if (connections.size() >= MOST_CLIENTS && request.action().isSession()) {
      wire.send(refusal("it has " + MOST_CLIENTS + " clients; end some of them"));
      return;
    }
    late.cancel();
    var connection = new Connection(wire, sessions, name);
    connections.add(connection);
    try {
      if (channel.isOpen()) {
        connection.serve(request);
      }
    } finally {
      connections.remove(connection);
    }
  }

  private boolean isOfItsUser(SocketChannel client, Wire wire) throws IOException {
    UnixDomainPrincipal peer = client.getOption(ExtendedSocketOptions.SO_PEERCRED);
    if (peer.user().getName().equals(user)) {
      return true;
    }
    wire.greet();
    wire.send(refusal("it belongs to " + user + ", and you are " + peer.user().getName()));
    return false;
  }

  private static Frame refusal(String why) {
    return Frame.of(Kind.REFUSED, why);
  }

  /** Ends all connections, and removes the socket. */
  @Override
  public void close() {
    try {
      channel.close();
      Files.deleteIfExists(socket);
    } catch (IOException _) {
      // the next start replaces it
    }
    clock.cancel();
    connections.forEach(Connection::close);
  }
}
