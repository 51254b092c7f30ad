package io.baton.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JvmOptionsTest {
  @Test
  void theWarningSaysWhatIsMissingAndHowToStart() {
    assertThat(JvmOptions.warning(List.of(JvmOptions.values())))
        .contains("a soft purge does not see virtual threads")
        .contains(
            "start it with --add-exports java.base/jdk.internal.vm=ALL-UNNAMED"
                + " --add-exports java.base/jdk.internal.misc=ALL-UNNAMED, or")
        .endsWith(
            "have Add-Exports: java.base/jdk.internal.vm java.base/jdk.internal.misc in the"
                + " manifest of the jar that java -jar starts");
  }
}
