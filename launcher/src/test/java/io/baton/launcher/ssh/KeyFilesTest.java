package io.baton.launcher.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.KeyPair;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of keys, and what is said if they are not as they have to be. */
class KeyFilesTest {
  @TempDir Path folder;
  private AuthorizedKeys keys;
  private KeyPair key;

  @BeforeEach
  void files() throws Exception {
    allow(folder, "rwx------");
    keys = new AuthorizedKeys(folder, ownership());
    key = SshTestClient.key();
  }

  private Ownership ownership() throws IOException {
    return new Ownership(Files.getOwner(folder));
  }

  private static void allow(Path file, String permissions) throws IOException {
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private void write(String text) throws IOException {
    Files.writeString(keys.file(), text);
    allow(keys.file(), "rw-r--r--");
  }

  @Test
  void aMissingFileSaysWhatToPutThere() {
    assertThatThrownBy(keys::read)
        .isInstanceOf(UnfitFileException.class)
        .hasMessage(
            "there is no file %s, which has the public keys that may come in, one a line:"
                    .formatted(keys.file())
                + " cp ~/.ssh/id_ed25519.pub "
                + keys.file());
  }

  @Test
  void anEmptyFileLetsNobodyIn() throws Exception {
    write("# none yet\n");

    assertThatThrownBy(keys::read)
        .isInstanceOf(UnfitFileException.class)
        .hasMessageContaining("has no key");
  }

  @Test
  void aKeyIsFoundWithItsComment() throws Exception {
    write("\r\n# two\r\n" + SshTestClient.line(SshTestClient.key(), "") + line());

    assertThat(keys.find(key.getPublic()))
        .hasValueSatisfying(found -> assertThat(found.comment()).isEqualTo("ann of ops"));
    assertThat(keys.find(SshTestClient.key().getPublic())).isEmpty();
  }

  private String line() {
    return SshTestClient.line(key, "ann of ops");
  }

  @Test
  void aLineThatIsNoKeyIsNamed() throws Exception {
    write(line() + "ssh-ed25519 garbage\n");

    assertThatThrownBy(keys::read)
        .isInstanceOf(UnfitFileException.class)
        .hasMessageStartingWith("line 2 of " + keys.file() + " is no public key");
  }

  @Test
  void aKeyWithARestrictionIsRefusedSinceItWouldNotBeKept() throws Exception {
    write("from=\"10.0.0.1\",command=\"lb\" " + line());

    assertThatThrownBy(keys::read)
        .isInstanceOf(UnfitFileException.class)
        .hasMessageStartingWith("line 1 of " + keys.file() + " has options before the key (")
        .hasMessageContaining("from");
  }

  @Test
  void aFileOrFolderThatOthersMayChangeIsRefused() throws Exception {
    write(line());
    allow(keys.file(), "rw-rw-r--");
    assertThatThrownBy(keys::read)
        .isInstanceOf(UnfitFileException.class)
        .hasMessage(
            "other users may change %s (rw-rw-r--): chmod go-w %s"
                .formatted(keys.file(), keys.file()));
    allow(keys.file(), "rw-------");
    allow(folder, "rwxrwxrwx");

    assertThatThrownBy(keys::read).hasMessageEndingWith("chmod go-w " + folder);
  }

  @Test
  void aFileOfAnotherUserIsRefused() throws Exception {
    write(line());
    UserPrincipal other =
        folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("65533");
    var ofOther = new Ownership(other);

    if (Files.getOwner(folder).getName().equals("root")) {
      ofOther.requireOwn(keys.file()); // root may change it anyway
    } else {
      assertThatThrownBy(() -> ofOther.requireOwn(keys.file()))
          .isInstanceOf(UnfitFileException.class)
          .hasMessageContaining("it has to belong to 65533 or root");
    }
  }

  @Test
  void theKeyOfTheHostIsMadeOnceForItsOwnerOnly() throws Exception {
    Path file = folder.resolve("host_key");

    KeyPair made = HostKey.of(file, ownership());
    KeyPair read = HostKey.of(file, ownership());

    assertThat(read.getPublic()).isEqualTo(made.getPublic());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void aKeyOfTheHostThatOthersReadOrNobodyUnderstandsIsRefused() throws Exception {
    Path file = folder.resolve("host_key");
    HostKey.of(file, ownership());
    allow(file, "rw-r-----");
    assertThatThrownBy(() -> HostKey.of(file, ownership()))
        .isInstanceOf(UnfitFileException.class)
        .hasMessageEndingWith("chmod go-rwx " + file);
    allow(file, "rw-------");
    Files.writeString(file, "garbage");

    assertThatThrownBy(() -> HostKey.of(file, ownership()))
        .isInstanceOf(UnfitFileException.class)
        .hasMessageContaining("is no private key that can be read")
        .hasMessageContaining("remove it");
  }
}
