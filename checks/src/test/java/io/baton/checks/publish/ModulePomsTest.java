package io.baton.checks.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The poms of modules that have Baton's parent. */
class ModulePomsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final int LONGEST = 15;

  private static List<Path> poms() throws IOException {
    try (Stream<Path> tutorial = Files.list(ROOT.resolve("examples/tutorial"));
        Stream<Path> checked = Files.list(ROOT.resolve("itests/projects/src"))) {
      return Stream.concat(tutorial, checked)
          .map(project -> project.resolve("pom.xml"))
          .filter(Files::exists)
          .toList();
    }
  }

  @Test
  void thePomOfAModuleHasAtMostFifteenLines() throws IOException {
    assertThat(poms()).hasSizeGreaterThan(5);
    for (Path pom : poms()) {
      List<String> lines = Files.readAllLines(pom).stream().filter(s -> !s.isBlank()).toList();
      assertThat(lines).as(pom.toString()).hasSizeLessThanOrEqualTo(LONGEST);
      assertThat(Pom.read(pom).parent()).as(pom.toString()).contains("baton-module-parent");
    }
  }
}
