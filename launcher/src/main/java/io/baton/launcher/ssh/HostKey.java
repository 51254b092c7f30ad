package io.baton.launcher.ssh;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Iterator;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * The key by which clients know this Baton: a file in OpenSSH's format, which its user may replace.
 */
final class HostKey {
  /** What JDK and library can do alone; reading an Ed25519 key takes more. */
  private static final String TYPE = KeyPairProvider.ECDSA_SHA2_NISTP256;

  private static final int BITS = 256;

  private HostKey() {}

  /**
   * Reads the key; makes one if there is none.
   *
   * @throws UnfitFileException if others may read it, or it is no key
   */
  static KeyPair of(Path file, Ownership ownership) throws IOException {
    try {
      if (!Files.exists(file)) {
        make(file);
      }
      ownership.requireSecret(file);
      return read(file);
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new UnfitFileException(
          "%s is no private key that can be read (%s): remove it, and the next start makes another, which its clients do not know"
              .formatted(file, e.getMessage()));
    }
  }

  private static KeyPair read(Path file) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      Iterable<KeyPair> pairs =
          SecurityUtils.loadKeyPairIdentities(null, new PathResource(file), in, null);
      Iterator<KeyPair> all = pairs == null ? List.<KeyPair>of().iterator() : pairs.iterator();
      if (!all.hasNext()) {
        throw new GeneralSecurityException("there is none in it");
      }
      return all.next();
    }
  }

  /** The file is whole or not there, and for its owner only at any time. */
  private static void make(Path file) throws IOException, GeneralSecurityException {
    KeyPair pair = KeyUtils.generateKeyPair(TYPE, BITS);
    Path whole = Files.createTempFile(file.toAbsolutePath().getParent(), "host_key", ".new");
    try (OutputStream out = Files.newOutputStream(whole)) {
      OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(pair, "baton", null, out);
    }
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
