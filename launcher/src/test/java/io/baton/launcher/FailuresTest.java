package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleException;

class FailuresTest {

  @Test
  void aMessageThatSpeaksForItselfIsEnough() {
    assertThat(Failures.describe(new IllegalArgumentException("no such module: x")))
        .isEqualTo("no such module: x");
  }

  @Test
  void otherwiseTheClassIsNamed() {
    assertThat(Failures.describe(new NoSuchFileException("x"))).isEqualTo("NoSuchFileException: x");
  }

  @Test
  void withoutAMessageTheClassIsAllThereIs() {
    assertThat(Failures.describe(new NullPointerException()))
        .isEqualTo("java.lang.NullPointerException");
  }

  @Test
  void theCauseOfABundleExceptionIsWhatCounts() {
    var failure =
        new BundleException("Activator start error", new IllegalStateException("no port"));

    assertThat(Failures.describe(failure)).isEqualTo("no port");
  }
}
