package io.baton.spi;

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
   * Returns the digest of a stream.
   *
   * @param content is read to its end, and closed
   * @return in hexadecimal
   * @throws IOException if it cannot be read
   */
  public static String of(InputStream content) throws IOException {
    try (DigestInputStream in = reading(content)) {
      in.transferTo(OutputStream.nullOutputStream());
      return read(in);
    }
  }

  /**
   * Returns the digest of bytes.
   *
   * @param content all of them
   * @return in hexadecimal
   */
  public static String of(byte[] content) {
    return HexFormat.of().formatHex(digest().digest(content));
  }

  /**
   * Returns a stream that knows the digest of what was read of it.
   *
   * @param in any
   * @return reads and closes the same
   */
  public static DigestInputStream reading(InputStream in) {
    return new DigestInputStream(in, digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
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
  public static String read(DigestInputStream in) {
    return HexFormat.of().formatHex(in.getMessageDigest().digest());
  }
}
