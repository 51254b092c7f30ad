package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.AccessDeniedException;
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
    assertThat(Failures.describe(new AccessDeniedException("x")))
        .isEqualTo("AccessDeniedException: x");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThat(Failures.describe(new NoSuchFileException("x"))).isEqualTo("there is no file x");
  }

  @Test
  void argumentsThatDoNotFitNameTheCommandAndNoClass() {
    assertThat(
            Failures.describe(
                new IllegalArgumentException("Cannot coerce lb(String) to any of [(int)]")))
        .isEqualTo("the arguments do not fit lb; see help lb");
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
