package io.baton.spi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.DigestInputStream;
import org.junit.jupiter.api.Test;

/** Digests of bytes. */
class Sha256Test {
  /** The example of the standard. */
  private static final String OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void digestIsThatOfTheStandard() throws IOException {
    byte[] abc = "abc".getBytes(UTF_8);

    assertThat(Sha256.of(abc)).isEqualTo(OF_ABC);
    assertThat(Sha256.of(new ByteArrayInputStream(abc))).isEqualTo(OF_ABC);
  }

  @Test
  void streamKnowsTheDigestOfWhatWasRead() throws IOException {
    try (DigestInputStream in = Sha256.reading(new ByteArrayInputStream("abcd".getBytes(UTF_8)))) {
      assertThat(in.readNBytes(3)).hasSize(3);

      assertThat(Sha256.read(in)).isEqualTo(OF_ABC);
    }
  }
}
