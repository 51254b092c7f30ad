package io.baton.code.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where modules are looked for by name. */
class DirectoriesTest {
  @TempDir Path directory;

  private Path first;
  private Path second;
  private Directories path;

  @BeforeEach
  void directories() {
    first = directory.resolve("first");
    second = directory.resolve("second");
    path = new Directories(List.of(first, second));
  }

  private static List<String> whats(List<Artifact> artifacts) {
    return artifacts.stream().map(Artifact::what).toList();
  }

  @Test
  void newestVersionOfTheFirstDirectoryComesFirst() {
    Jar.ofModule(first.resolve("a.jar"), "m", "1.9.0");
    Jar.ofModule(first.resolve("b.jar"), "m", "1.10.0");
    Jar.ofModule(second.resolve("c.jar"), "m", "2.0.0");

    assertThat(whats(path.versions("m"))).containsExactly("m 1.10.0", "m 1.9.0", "m 2.0.0");
  }

  @Test
  void ofEqualVersionsTheOneWhoseDirectoryComesFirstWins() {
    Path there = Jar.ofModule(second.resolve("a.jar"), "m", "1.0.0");
    Path here = Jar.ofModule(first.resolve("z.jar"), "m", "1.0.0");

    assertThat(path.versions("m"))
        .extracting(artifact -> ((Content.InFile) artifact.content()).file())
        .containsExactly(here, there);
  }

  @Test
  void versionsOfOtherModulesAreNotAmongThem() {
    Jar.ofModule(first.resolve("a.jar"), "m", "1.0.0");
    Jar.ofModule(first.resolve("b.jar"), "other", "2.0.0");

    assertThat(whats(path.versions("m"))).containsExactly("m 1.0.0");
    assertThat(path.versions("unknown")).isEmpty();
  }

  @Test
  void modulesAreSortedAndEachThereOnce() {
    Jar.ofModule(first.resolve("a.jar"), "pricing", "1.0.0");
    Jar.ofModule(first.resolve("b.jar"), "frequency", "1.0.0");
    Jar.ofModule(second.resolve("c.jar"), "frequency", "2.0.0");

    assertThat(path.modules()).containsExactly("frequency", "pricing");
  }

  @Test
  void whatIsNoModuleIsPassedOver() throws IOException {
    Jar.ofModule(first.resolve("m.jar"), "m", "1.0.0");
    Jar.ofModule(first.resolve("m.zip"), "m", "2.0.0");
    Jar.of(first.resolve("library.jar"), Map.of("Bundle-SymbolicName", "library"));
    Files.writeString(first.resolve("broken.jar"), "this is no jar");
    Files.createDirectory(first.resolve("directory.jar"));

    assertThat(whats(path.versions("m"))).containsExactly("m 1.0.0");
    assertThat(path.modules()).containsExactly("m");
  }

  @Test
  void oneBadBundleDoesNotHideTheOthers() {
    Jar.ofModule(first.resolve("m.jar"), "m", "1.0.0");
    Jar.of(
        first.resolve("bad.jar"),
        Map.of("Bundle-SymbolicName", " ", "Provide-Capability", "baton.module;baton.module=m"));

    assertThat(path.modules()).containsExactly("m");
  }

  @Test
  void fileThatWasJustPutThereIsFound() {
    assertThat(path.versions("m")).isEmpty();

    Jar.ofModule(second.resolve("m.jar"), "m", "1.0.0");

    assertThat(whats(path.versions("m"))).containsExactly("m 1.0.0");
  }

  @Test
  void directoryThatDoesNotExistIsPassedOver() {
    assertThat(path.modules()).isEmpty();
  }

  @Test
  void pathPrintsItsDirectories() {
    assertThat(path).hasToString(first + ", " + second);
    assertThat(new Directories(List.of())).hasToString("the code path, which is empty");
  }

  @Test
  void pathKeepsItsDirectoriesWhateverBecomesOfTheList() {
    List<Path> directories = new ArrayList<>(List.of(first));
    var copied = new Directories(directories);

    directories.clear();

    assertThat(copied.directories()).containsExactly(first);
  }

  @Test
  void whatCannotBeUsedIsNamedAndFirstWhatIsCalledLikeTheModule() throws IOException {
    Jar.ofModule(first.resolve("a.jar"), "a", "1.0.0");
    Jar.of(first.resolve("library.jar"), Map.of("Bundle-SymbolicName", "library"));
    Files.writeString(first.resolve("m-1.0.jar"), "this is no jar");

    assertThat(path.passedOver("m"))
        .satisfiesExactly(
            problem ->
                assertThat(problem).startsWith(first.resolve("m-1.0.jar") + ": it is not a jar"),
            problem ->
                assertThat(problem)
                    .startsWith(
                        first.resolve("library.jar") + ": it has no component with @Module"));
  }
}
