package io.baton.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JvmOptionTest {
  @Test
  void theTextSaysWhatBatonCannotDoAndHowToStart() {
    assertThat(JvmOption.text(List.of(JvmOption.values())))
        .contains("a soft purge does not see virtual threads")
        .endsWith(
            "start it with --add-exports java.base/jdk.internal.vm=ALL-UNNAMED"
                + " --add-exports java.base/jdk.internal.misc=ALL-UNNAMED");
  }
}
