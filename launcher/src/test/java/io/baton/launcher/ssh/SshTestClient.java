package io.baton.launcher.ssh;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.channel.ClientChannelEvent;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;

/** A client of ssh, for tests: it has one key, and reads no file of the user's. */
public final class SshTestClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final SshClient client;
  private final ClientSession session;
  private final String hostKey;

  private SshTestClient(SshClient client, ClientSession session, String hostKey) {
    this.client = client;
    this.session = session;
    this.hostKey = hostKey;
  }

  /** How commands ended. */
  public record Ended(int status, String out, String err) {}

  /** Makes an Ed25519 key, which is what OpenSSH makes. */
  public static KeyPair key() throws NoSuchAlgorithmException {
    JdkProvider.register();
    return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
  }

  /** Returns the line that a file of keys has for a key. */
  public static String line(KeyPair key, String comment) {
    return PublicKeyEntry.toString(key.getPublic()) + " " + comment + "\n";
  }

  /**
   * Comes in.
   *
   * @throws IOException if the key is refused
   */
  public static SshTestClient connect(int port, KeyPair key) throws IOException {
    JdkProvider.register();
    SshClient client = SshClient.setUpDefaultClient();
    client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    var hostKey = new AtomicReference<>("");
    client.setServerKeyVerifier((_, _, seen) -> {
      hostKey.set(KeyUtils.getFingerPrint(seen));
      return true;
    });
    client.start();
    try {
      ClientSession session =
          client.connect("anybody", "127.0.0.1", port).verify(PATIENCE).getSession();
      session.addPublicKeyIdentity(key);
      session.auth().verify(PATIENCE);
      return new SshTestClient(client, session, hostKey.get());
    } catch (IOException | RuntimeException e) {
      client.stop();
      throw e;
    }
  }

  /** Returns the fingerprint of the key that the server has shown. */
  public String hostKey() {
    return hostKey;
  }

  ClientSession session() {
    return session;
  }

  /** Runs commands with {@code input} on standard input, and waits for their end. */
  public Ended run(String commands, String input) throws IOException {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    try (var channel =
        commands.isEmpty() ? session.createShellChannel() : session.createExecChannel(commands)) {
      channel.setUsePty(false);
      channel.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
      channel.setOut(out);
      channel.setErr(err);
      channel.open().verify(PATIENCE);
      Set<ClientChannelEvent> events =
          channel.waitFor(EnumSet.of(ClientChannelEvent.CLOSED), PATIENCE);
      if (events.contains(ClientChannelEvent.TIMEOUT)) {
        throw new AssertionError("it does not end: " + out);
      }
      Integer status = channel.getExitStatus();
      return new Ended(
          status == null ? -1 : status,
          out.toString(StandardCharsets.UTF_8),
          err.toString(StandardCharsets.UTF_8));
    }
  }

  /** Opens a shell on a terminal. */
  public SshTestShell shell(int columns, int rows) throws IOException {
    return SshTestShell.open(session, columns, rows);
  }

  @Override
  public void close() {
    client.stop();
  }
}
