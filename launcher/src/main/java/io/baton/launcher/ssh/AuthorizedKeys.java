package io.baton.launcher.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;

/**
 * The file with the keys that may come in, one a line, as OpenSSH has it. It is read at each
 * attempt, so a key that is removed is not accepted any more.
 *
 * @param folder where it is
 * @param ownership what it has to be like
 */
record AuthorizedKeys(Path folder, Ownership ownership) {
  private static final String FILE = "authorized_keys";
  private static final int MOST_BYTES = 1024 * 1024;

  /**
   * A key that may come in.
   *
   * @param key the key
   * @param comment what the file says of it, or an empty text
   */
  record Key(PublicKey key, String comment) {}

  Path file() {
    return folder.resolve(FILE);
  }

  /** Finds a key among those that may come in. */
  Optional<Key> find(PublicKey wanted) throws IOException {
    return read().stream().filter(one -> KeyUtils.compareKeys(one.key(), wanted)).findFirst();
  }

  /**
   * Reads the keys, of which there is at least one.
   *
   * @throws UnfitFileException if the file is not there, not its user's, or not understood
   */
  List<Key> read() throws IOException {
    Path file = file();
    if (!Files.isRegularFile(file)) {
      throw new UnfitFileException(
          "there is no file %s, which has the public keys that may come in, one a line: cp ~/.ssh/id_ed25519.pub %s"
              .formatted(file, file));
    }
    ownership.requireOwn(folder);
    ownership.requireOwn(file);
    if (Files.size(file) > MOST_BYTES) {
      throw new UnfitFileException(
          "%s has %d bytes; a file of keys has at most %d"
              .formatted(file, Files.size(file), MOST_BYTES));
    }
    List<Key> keys = new ArrayList<>();
    int number = 0;
    for (String line : Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList()) {
      number++;
      if (!line.isBlank() && !line.strip().startsWith("#")) {
        keys.add(key(number, line.strip()));
      }
    }
    if (keys.isEmpty()) {
      throw new UnfitFileException(
          file + " has no key; put public keys there, one a line, such as ~/.ssh/id_ed25519.pub");
    }
    return keys;
  }

  private Key key(int number, String line) throws UnfitFileException {
    AuthorizedKeyEntry entry;
    PublicKey key;
    try {
      entry = AuthorizedKeyEntry.parseAuthorizedKeyEntry(line);
      key = entry.resolvePublicKey(null, PublicKeyEntryResolver.FAILING);
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      throw unfit(
          number,
          "is no public key that Baton knows (expected: ssh-ed25519, ecdsa-sha2-… or ssh-rsa, the"
              + " key, a comment)");
    }
    if (entry.getLoginOptions() != null && !entry.getLoginOptions().isEmpty()) {
      throw unfit(
          number,
          "has options before the key (%s), which Baton does not heed: a key may do all or nothing"
              .formatted(String.join(", ", entry.getLoginOptions().keySet())));
    }
    return new Key(key, entry.getComment() == null ? "" : entry.getComment());
  }

  private UnfitFileException unfit(int number, String why) {
    return new UnfitFileException("line %d of %s %s".formatted(number, file(), why));
  }
}
