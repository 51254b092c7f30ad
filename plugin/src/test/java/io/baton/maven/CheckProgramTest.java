package io.baton.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckProgramTest {
  @TempDir Path folder;

  @Test
  void programThatFailsIsNoResultAndItsConsoleIsShown() {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    CheckProgram program = new CheckProgram(java, List.of(folder), folder, Duration.ofSeconds(60));

    assertThatExceptionOfType(MojoExecutionException.class)
        .isThrownBy(() -> program.run(List.of("--built", "m.jar")))
        .withMessageContaining("exit status 1")
        .withMessageContaining("io.baton.check.UpgradeCheck");
  }

  @Test
  void argumentsAreQuotedAsTheLauncherReadsThem() {
    assertThat(CheckProgram.quoted("C:\\a b\\\"c\"")).isEqualTo("\"C:\\\\a b\\\\\\\"c\\\"\"");
  }
}
