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
    var libraries = new Libraries(JARS);
    for (Path jar : JARS) {
      libraries.weave(jar);
    }

    assertThat(JARS).hasSize(5);
    assertThat(libraries.differing()).isEmpty();
    assertThat(libraries.classes()).isGreaterThan(4_500);
    assertThat(libraries.old()).isGreaterThan(1_000);
  }
}
