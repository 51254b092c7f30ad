package io.baton.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A few of the libraries that {@code itests/libraries/weave} weaves. */
class LibrariesTest {
  private static final List<Path> JARS =
      Libraries.onClassPath(
          "joda-time", "commons-lang-2", "commons-collections-3", "log4j-1.2", "clojure");

  @Test
  void everyClassIsAcceptedOrRefusedWovenAsUnwoven() throws IOException {
    assertThat(JARS).hasSize(5);
    try (var classPath = new LibraryPath(JARS)) {
      var libraries = new Libraries(classPath);

      JARS.forEach(libraries::weave);

      assertThat(libraries.differing()).isEmpty();
      assertThat(libraries.classes()).isGreaterThan(4_500);
      assertThat(libraries.old()).isGreaterThan(1_000);
    }
  }
}
