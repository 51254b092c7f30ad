package io.baton.code.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of the bytes of bundles, by which a file is known again whatever its name. */
public final class Sha256 {
  private Sha256() {}

  /**
   * Returns the digest of a bundle.
   *
   * @param content is read from its first byte to its last
   * @return in hexadecimal
   * @throws IOException if it cannot be read
   */
  public static String of(Content content) throws IOException {
    try (DigestInputStream in = reading(content.open())) {
      in.transferTo(OutputStream.nullOutputStream());
      return of(in);
    }
  }

  /**
   * Returns a stream that knows the digest of what was read of it.
   *
   * @param in any
   * @return reads and closes the same
   */
  public static DigestInputStream reading(InputStream in) {
    try {
      return new DigestInputStream(in, MessageDigest.getInstance("SHA-256"));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has it", e);
    }
  }

  /**
   * Returns the digest of what was read, once.
   *
   * @param in was read to its end
   * @return in hexadecimal
   */
  public static String of(DigestInputStream in) {
    return HexFormat.of().formatHex(in.getMessageDigest().digest());
  }
}
