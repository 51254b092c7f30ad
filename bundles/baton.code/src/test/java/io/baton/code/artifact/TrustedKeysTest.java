package io.baton.code.artifact;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.fixtures.BundleJar;
import io.baton.fixtures.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose signatures of a jar are accepted. */
class TrustedKeysTest {
  @TempDir static Path keys;

  private static SigningKey ours;
  private static SigningKey theirs;
  private static Path plain;
  private static Path signed;

  @TempDir Path folder;

  @BeforeAll
  static void sign() {
    ours = SigningKey.make("ours", keys);
    theirs = SigningKey.make("theirs", keys);
    plain = keys.resolve("plain.jar");
    new BundleJar("m", "1.0.0").entry("a/b.txt", bytes("one")).write(plain);
    signed = ours.sign(plain, keys.resolve("signed.jar"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  private static TrustedKeys trusted() {
    return new TrustedKeys(ours.keyStore().toString(), SigningKey.PASSWORD);
  }

  /** A copy of the signed jar of which a program has changed one entry. */
  private Path changed(String entry) throws IOException {
    Path copy = Files.copy(signed, folder.resolve("changed.jar"));
    try (FileSystem jar = FileSystems.newFileSystem(URI.create("jar:" + copy.toUri()), Map.of())) {
      Files.writeString(jar.getPath(entry), "other");
    }
    return copy;
  }

  @Test
  void jarThatATrustedKeyHasSignedIsAccepted() {
    assertThat(trusted().fault(signed)).isEmpty();
  }

  @Test
  void jarThatOneOfTwoKeysHasSignedIsAccepted() {
    Path twice = theirs.sign(signed, folder.resolve("twice.jar"));

    assertThat(trusted().fault(twice)).isEmpty();
  }

  @Test
  void unsignedJarIsRefusedWithTheEntryAndWhatIsTrusted() {
    assertThat(trusted().fault(plain))
        .hasValue(
            "its entry a/b.txt has no signature; trusted is ours, of the key store %s: sign the jar with one of these keys"
                .formatted(ours.keyStore()));
  }

  @Test
  void signatureOfAnotherKeyIsRefusedAndSaid() {
    Path other = theirs.sign(plain, folder.resolve("other.jar"));

    assertThat(trusted().fault(other))
        .hasValueSatisfying(why ->
            assertThat(why)
                .matches(
                    "it is signed by CN=theirs \\(SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}\\);"
                        + " trusted is ours, .*"));
  }

  @Test
  void changedEntryIsRefused() throws IOException {
    assertThat(trusted().fault(changed("a/b.txt")))
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("it is not what was signed: ").contains("a/b.txt"));
  }

  @Test
  void entryThatWasAddedToASignedJarIsRefused() throws IOException {
    assertThat(trusted().fault(changed("a/added.txt")))
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("its entry a/added.txt has no signature"));
  }

  @Test
  void entryBesideTheSignaturesIsSignedAsWell() throws IOException {
    assertThat(trusted().fault(changed("META-INF/services")))
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("its entry META-INF/services has no signature"));
  }

  @Test
  void keyStoreThatCannotBeReadTrustsNoKey() throws IOException {
    Path noKeyStore = Files.writeString(folder.resolve("no.p12"), "nothing");
    var wrongPassword = new TrustedKeys(ours.keyStore().toString(), "wrong");
    var noPassword = new TrustedKeys(ours.keyStore().toString(), null);
    var absent = new TrustedKeys(folder.resolve("absent.p12").toString(), null);

    assertThat(new TrustedKeys(noKeyStore.toString(), null).fault(signed))
        .hasValueSatisfying(
            why -> assertThat(why).contains("cannot be read, so no key is trusted"));
    assertThat(wrongPassword.fault(signed))
        .hasValueSatisfying(why -> assertThat(why).contains("password was incorrect"));
    assertThat(noPassword.fault(signed))
        .hasValueSatisfying(why -> assertThat(why).contains("no password is configured"));
    assertThat(absent.fault(signed))
        .hasValueSatisfying(why -> assertThat(why).contains("is not there"));
  }

  @Test
  void textNamesTheKeyStoreAndNotThePassword() {
    assertThat(trusted().toString()).isEqualTo(ours.keyStore().toString());
  }
}
