package io.baton.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The JDK that the check runs on. */
class JdkTest {
  @TempDir Path folder;

  private Path jdk(String name, String version) throws Exception {
    Path home = folder.resolve(name);
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.createFile(java);
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"%s\"\n".formatted(version));
    return home;
  }

  @Test
  void firstThatIsNewEnoughIsTaken() throws Exception {
    Path old = jdk("old", "17.0.15");
    Path first = jdk("first", "25");
    Path second = jdk("second", "26.0.1");

    assertThat(
            Jdk.java(
                List.of(
                    Optional.empty(), Optional.of(old), Optional.of(first), Optional.of(second))))
        .isEqualTo(first.resolve("bin/java"));
  }

  @Test
  void messageSaysWhatWasFoundAndWhatToDo() throws Exception {
    Path old = jdk("old", "17.0.15");
    Path none = folder.resolve("none");

    assertThatExceptionOfType(MojoExecutionException.class)
        .isThrownBy(() -> Jdk.java(List.of(Optional.of(old), Optional.of(none))))
        .withMessageContaining("needs JDK 25 or later")
        .withMessageContaining("found 17 in " + old + ", no JDK in " + none)
        .withMessageContaining("-Dbaton.check.jdk");
  }
}
