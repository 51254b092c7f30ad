package io.baton.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectModuleTest {
  @TempDir Path project;
  private Path target;

  @BeforeEach
  void aProject() throws IOException {
    target = Files.createDirectories(project.resolve("target"));
  }

  @Test
  void theJarThatTheBuildHasMadeIsTheModule() throws IOException {
    Files.writeString(target.resolve("notes.jar"), "no jar");
    Path jar = Files.copy(made("1.1.0"), target.resolve("counter-1.1.0.jar"));

    ModuleJar module = ProjectModule.in(project);

    assertThat(module).isEqualTo(new ModuleJar("counter", "1.1.0", jar));
  }

  @Test
  void classesWithAManifestAreTheModuleIfTheJarIsOlder() throws IOException {
    Path jar = Files.copy(made("1.0.0"), target.resolve("counter-1.0.0.jar"));
    Files.setLastModifiedTime(jar, FileTime.from(Instant.EPOCH));
    unpack(made("1.1.0"), target.resolve("classes"));

    ModuleJar module = ProjectModule.in(project);

    assertThat(module.version()).isEqualTo("1.1.0");
    assertThat(module.module()).isEqualTo("counter");
  }

  @Test
  void aProjectWithoutAModuleSaysWhatToChange() {
    assertThatIllegalStateException()
        .isThrownBy(() -> ProjectModule.in(project))
        .withMessageStartingWith("the project in %s has no module yet".formatted(project))
        .withMessageContaining("maven-failsafe-plugin")
        .withMessageContaining("bnd-process");
  }

  private static Path made(String version) {
    return ModuleJar.of(Counters.First.class, version).file();
  }

  private static void unpack(Path jar, Path folder) throws IOException {
    try (InputStream in = Files.newInputStream(jar);
        ZipInputStream entries = new ZipInputStream(in)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.write(file, entries.readAllBytes());
        }
      }
    }
  }
}
