package io.baton.leaks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Access to the file of a dump, and its lifetime: a heap holds secrets. */
class HeapDumpTest {
  @TempDir private Path temporary;

  /** A JVM that ends while it reads a dump. */
  static final class Ending {
    private Ending() {}

    public static void main(String[] arguments) throws IOException {
      HeapDump dump = HeapDump.take();
      System.exit(dump.file().length() > 0 ? 7 : 8);
    }
  }

  @Test
  void onlyTheOwnerCanReadTheFile() throws IOException {
    try (HeapDump dump = HeapDump.take()) {
      Path folder = dump.file().toPath().getParent();

      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void nothingIsLeftWhenItIsClosed() throws IOException {
    HeapDump dump = HeapDump.take();
    assertThat(dump.file()).isNotEmpty();

    dump.close();

    assertThat(dump.file().getParentFile()).doesNotExist();
  }

  @Test
  void nothingIsLeftWhenTheJvmEndsMeanwhile() throws Exception {
    Process ending =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Ending.class.getName())
            .inheritIO()
            .start();

    assertThat(ending.waitFor(60, TimeUnit.SECONDS)).isTrue();

    assertThat(ending.exitValue()).isEqualTo(7);
    assertThat(temporary).isEmptyDirectory();
  }
}
