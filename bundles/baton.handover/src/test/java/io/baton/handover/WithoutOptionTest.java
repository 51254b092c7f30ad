package io.baton.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Messages in a JVM that does not let fields be read. */
final class WithoutOptionTest {
  /** Searches a value in a JVM of its own. */
  static final class Search {
    private Search() {}

    public static void main(String[] args) {
      try {
        var found =
            new StructuralHandover().functions(args, "state", Search.class.getClassLoader());
        System.out.println("found " + found);
      } catch (UnsupportedOperationException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @Test
  void searchForFunctionsNamesTheOption() throws IOException {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Search.class.getName())
            .redirectErrorStream(true)
            .start();

    String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(output).contains("--add-exports java.base/jdk.internal.misc=ALL-UNNAMED");
  }
}
