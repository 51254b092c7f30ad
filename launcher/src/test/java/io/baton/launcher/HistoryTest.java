package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
  @TempDir Path home;

  private static String permissions(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  void aNewHistoryIsForItsOwnerOnly() throws Exception {
    Path file = home.resolve(".baton/history");

    History.forItsOwnerOnly(file.toString());

    assertThat(permissions(file)).isEqualTo("rw-------");
  }

  @Test
  void aHistoryThatIsThereIsTakenFromOthersAndKept() throws Exception {
    Path file = Files.writeString(home.resolve("history"), "1:code:load\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    History.forItsOwnerOnly(file.toString());

    assertThat(permissions(file)).isEqualTo("rw-------");
    assertThat(file).hasContent("1:code:load");
  }

  @Test
  void aShellWithoutAHistoryNeedsNone() throws Exception {
    History.forItsOwnerOnly(null);

    assertThat(home).isEmptyDirectory();
  }
}
