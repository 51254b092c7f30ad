package io.baton.launcher.ssh;

import java.io.IOException;
import java.security.PublicKey;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.session.ServerSession;

/**
 * Lets in the clients whose key is in the file, and says so. The name that a client gives does not
 * count: a key is a key for all that the user of this process may do.
 */
final class Visitors implements PublickeyAuthenticator, SessionListener {
  private static final int MOST_CONNECTIONS = 128;
  private static final int LONGEST_NAME = 64;
  private static final AttributeKey<String> NAME = new AttributeKey<>();
  private static final AttributeKey<String> KEY = new AttributeKey<>();

  private final SshServer server;
  private final AuthorizedKeys keys;
  private final Consumer<String> log;

  Visitors(SshServer server, AuthorizedKeys keys, Consumer<String> log) {
    this.server = server;
    this.keys = keys;
    this.log = log;
  }

  @Override
  public boolean authenticate(String user, PublicKey key, ServerSession session) {
    session.setAttribute(NAME, printable(user));
    try {
      Optional<AuthorizedKeys.Key> found = keys.find(key);
      String comment = found.map(AuthorizedKeys.Key::comment).orElse("");
      session.setAttribute(
          KEY, printable(KeyUtils.getFingerPrint(key) + (comment.isEmpty() ? "" : " " + comment)));
      return found.isPresent();
    } catch (IOException e) {
      log.accept("ssh: nobody comes in: " + e.getMessage());
      return false;
    }
  }

  @Override
  public void sessionCreated(Session session) {
    if (server.getActiveSessions().size() > MOST_CONNECTIONS) {
      session.close(true);
    }
  }

  @Override
  public void sessionEvent(Session session, Event event) {
    if (event == Event.Authenticated) {
      log.accept("ssh: %s has come in with the key %s".formatted(who(session), key(session)));
    }
  }

  @Override
  public void sessionClosed(Session session) {
    if (session.isAuthenticated()) {
      log.accept("ssh: %s has gone".formatted(who(session)));
    } else if (session.getAttribute(KEY) != null) {
      log.accept(
          "ssh: %s was refused: its key %s is not in %s"
              .formatted(who(session), key(session), keys.file()));
    }
  }

  private static String key(Session session) {
    return String.valueOf(session.getAttribute(KEY));
  }

  private static String who(Session session) {
    return "%s from %s"
        .formatted(
            session.getAttribute(NAME),
            String.valueOf(session.getRemoteAddress()).replaceFirst("^[^/]*/", ""));
  }

  /** A stranger chooses it: it may not look like another line of the log. */
  private static String printable(String text) {
    String printable = text.replaceAll("\\P{Print}", "?");
    return printable.length() > LONGEST_NAME
        ? printable.substring(0, LONGEST_NAME) + "..."
        : printable;
  }
}
