package io.baton.launcher.ssh;

import io.baton.launcher.attach.Connection;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.global.KeepAliveHandler;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.SessionHeartbeatController.HeartbeatType;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.channel.ChannelSessionFactory;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.global.NoMoreSessionsHandler;

/**
 * Servers of ssh that do what Baton needs and nothing else: public keys, shells and commands. No
 * passwords, certificates, forwarding, agents, files or subsystems.
 */
final class Servers {
  private static final Duration TO_AUTHENTICATE = Duration.ofSeconds(30);
  private static final Duration HEARTBEAT = Duration.ofSeconds(60);
  private static final int MOST_CHANNELS = 16;
  private static final long WINDOW = 64L * 1024;
  private static final long PACKET = 32L * 1024;

  /** Not SHA-1 (ssh-rsa) and not certificates, which are asked for nothing here. */
  private static final List<NamedFactory<Signature>> SIGNATURES =
      List.of(
          BuiltinSignatures.ed25519,
          BuiltinSignatures.nistp256,
          BuiltinSignatures.nistp384,
          BuiltinSignatures.nistp521,
          BuiltinSignatures.sk_ssh_ed25519,
          BuiltinSignatures.sk_ecdsa_sha2_nistp256,
          BuiltinSignatures.rsaSHA512,
          BuiltinSignatures.rsaSHA256);

  private Servers() {}

  /** Returns a server that does not listen yet. */
  static SshServer server(KeyPair host) {
    SshServer server = SshServer.setUpDefaultServer();
    server.setKeyPairProvider(KeyPairProvider.wrap(host));
    server.setSignatureFactories(SIGNATURES);
    server.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
    server.setKeyboardInteractiveAuthenticator(null);
    server.setChannelFactories(List.of(ChannelSessionFactory.INSTANCE));
    server.setGlobalRequestHandlers(
        List.of(KeepAliveHandler.INSTANCE, NoMoreSessionsHandler.INSTANCE));
    server.setForwardingFilter(RejectAllForwardingFilter.INSTANCE);
    server.setSubsystemFactories(List.of());
    bound(server);
    return server;
  }

  private static void bound(SshServer server) {
    CoreModuleProperties.AUTH_TIMEOUT.set(server, TO_AUTHENTICATE);
    CoreModuleProperties.IDLE_TIMEOUT.set(server, Duration.ZERO); // a shell may be left open
    server.setSessionHeartbeat(HeartbeatType.IGNORE, HEARTBEAT); // and its client be gone
    CoreModuleProperties.SOCKET_KEEPALIVE.set(server, true);
    CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(server, MOST_CHANNELS);
    CoreModuleProperties.WINDOW_SIZE.set(server, WINDOW);
    CoreModuleProperties.MAX_PACKET_SIZE.set(server, PACKET);
    CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(server, Connection.PATIENCE);
    CoreModuleProperties.NIO2_MIN_WRITE_TIMEOUT.set(server, Connection.PATIENCE);
  }
}
