package io.baton.code.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Clash;
import io.baton.api.code.ModuleFile;
import io.baton.api.code.ObjectCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the code path has, as loads by name see it. */
class SourcesTest {
  @TempDir Path directory;

  private Path first;
  private Path second;
  private Sources sources;

  @BeforeEach
  void directories() {
    first = directory.resolve("first");
    second = directory.resolve("second");
    sources =
        new Sources(() -> new Directories(List.of(first, second)), () -> ArchiveBounds.DEFAULTS);
  }

  @Test
  void newestOfEachModuleIsWhatALoadByNameTakes() {
    Jar.ofModule(first.resolve("a.jar"), "m", "1.0.0");
    Jar.ofModule(first.resolve("b.jar"), "m", "1.1.0");
    Jar.ofModule(second.resolve("c.jar"), "m", "2.0.0");
    Jar.ofModule(second.resolve("d.jar"), "other", "2.0.0");

    assertThat(sources.newest().values())
        .extracting(Artifact::what)
        .containsExactly("m 1.1.0", "other 2.0.0");
  }

  @Test
  void fileThatADirectoryBeforeHidesIsAClash() {
    Path taken = Jar.ofModule(first.resolve("a.jar"), "m", "1.0.0");
    Path _ = Jar.ofModule(first.resolve("older.jar"), "m", "0.9.0");
    Path hidden = Jar.ofModule(second.resolve("c.jar"), "m", "2.0.0");
    Path _ = Jar.ofModule(second.resolve("other.jar"), "other", "2.0.0");

    assertThat(sources.clashes())
        .containsExactly(
            new Clash(new ModuleFile("m", "1.0.0", taken), new ModuleFile("m", "2.0.0", hidden)));
  }

  @Test
  void filesOfAModuleAreInTheOrderInWhichALoadPrefersThem() {
    Path newest = Jar.ofModule(first.resolve("a.jar"), "m", "1.10.0");
    Path older = Jar.ofModule(first.resolve("b.jar"), "m", "1.9.0");
    Path second = Jar.ofModule(this.second.resolve("c.jar"), "m", "2.0.0");

    assertThat(sources.files("m"))
        .containsExactly(
            new ModuleFile("m", "1.10.0", newest),
            new ModuleFile("m", "1.9.0", older),
            new ModuleFile("m", "2.0.0", second));
  }

  @Test
  void objectCodeIsTheFileThatALoadByNameTakes() throws IOException {
    Path file = Jar.ofModule(first.resolve("a.jar"), "m", "1.0.0");
    Path _ = Jar.ofModule(second.resolve("c.jar"), "m", "2.0.0");

    ObjectCode code = sources.objectCode("m").orElseThrow();

    assertThat(code.version()).isEqualTo("1.0.0");
    assertThat(code.file()).isEqualTo(file.toString());
    assertThat(code.bundle()).isEqualTo(Files.readAllBytes(file));
    assertThat(sources.objectCode("other")).isEmpty();
  }
}
