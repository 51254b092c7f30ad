package io.baton.drop;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeStatus;
import io.baton.drop.folder.DropFolder;
import io.baton.drop.folder.FolderThread;
import io.baton.drop.folder.Surroundings;
import io.baton.fixtures.BundleJar;
import io.baton.spi.RecordFile;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are the folder's, and which are left to File Install. */
class JarInstallerTest {
  @TempDir Path temporary;

  private Path directory;
  private JarInstaller installer;

  @BeforeEach
  void makeFolder() throws IOException {
    directory = Files.createDirectory(temporary.resolve("load"));
    var folder =
        new DropFolder(
            unused(CodeLoader.class),
            unused(CodeStatus.class),
            new Surroundings(
                directory,
                new RecordFile(null),
                Duration.ZERO,
                System::nanoTime,
                () -> 0,
                () -> false));
    installer =
        new JarInstaller(
            directory,
            folder,
            new FolderThread(Duration.ofSeconds(1)),
            file -> file.endsWith("was.jar"));
  }

  private static <T> T unused(Class<T> type) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (_, method, _) -> {
              throw new AssertionError(method);
            }));
  }

  private boolean isTaken(Path folder, String name) {
    Path file =
        new BundleJar("m", "1.0.0")
            .header("Provide-Capability", "baton.module;baton.module=m")
            .write(folder.resolve(name));
    return installer.canHandle(file.toFile());
  }

  @Test
  void modulesAndReasonsAreTheFolders() {
    assertThat(isTaken(directory, "m.jar")).isTrue();
    assertThat(isTaken(directory, "m 1 \u00fc.jar")).isTrue();
    assertThat(isTaken(directory, "m.jar.refused")).isTrue();
  }

  @Test
  void filesOfEditorsAndHalvesOfCopiesAreNobodys() {
    for (String name :
        new String[] {
          ".m.jar.swp",
          ".m.jar",
          "m.jar~",
          "~m.jar",
          "#m.jar#",
          ".#m.jar",
          "m.jar.part",
          "m.tmp",
          ".m.jar.aB3dE",
          "m.jar.filepart",
          "m.zip",
          "m.jar.txt"
        }) {
      assertThat(isTaken(directory, name)).as(name).isFalse();
      assertThat(name).doesNotMatch(JarInstaller.NAMES);
    }
  }

  @Test
  void filesOfOtherFoldersAreNot() {
    assertThat(isTaken(temporary, "m.jar")).isFalse();
    assertThat(isTaken(directory.resolve("inner"), "m.jar")).isFalse();
  }

  @Test
  void plainBundlesAndWhatIsNoBundleAreLeftToFileInstall() throws IOException {
    Path plain = new BundleJar("p", "1.0.0").write(directory.resolve("p.jar"));
    Path half = Files.writeString(directory.resolve("h.jar"), "half");

    assertThat(installer.canHandle(plain.toFile())).isFalse();
    assertThat(installer.canHandle(half.toFile())).isFalse();
  }

  /** File Install would take it for a bundle that was uninstalled. */
  @Test
  void aFileThatIsGoneIsTheFoldersIfAVersionWasLoadedFromIt() {
    assertThat(installer.canHandle(directory.resolve("was.jar").toFile())).isTrue();
    assertThat(installer.canHandle(directory.resolve("other.jar").toFile())).isFalse();
  }
}
