package io.baton.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NumberPropertyTest {
  private static final NumberProperty POLL = NumberProperty.millis("poll.ms", 10);

  @Test
  void wholeNumbersWithinTheLimitsAreReadAlsoFromText() {
    assertThat(POLL.read(10L)).hasValue(10);
    assertThat(POLL.read((short) 86)).hasValue(86);
    assertThat(POLL.read(" 86400000 ")).hasValue(86_400_000);
  }

  @Test
  void anythingElseIsNoNumber() {
    for (Object value : new Object[] {9, "86400001", "soon", "", 10.0, true, "9".repeat(30)}) {
      assertThat(POLL.read(value)).as("%s", value).isEmpty();
    }
  }

  @Test
  void absentTimeIsTheDefaultAndAWrongOneIsNamed() {
    Duration second = Duration.ofSeconds(1);

    assertThat(POLL.millisOf("pid", Map.of(), second)).isEqualTo(second);
    assertThat(POLL.millisOf("pid", Map.of("poll.ms", "20"), second))
        .isEqualTo(Duration.ofMillis(20));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> POLL.millisOf("pid", Map.of("poll.ms", "soon"), second))
        .withMessage("pid: poll.ms must be a whole number from 10 to 86400000, was soon");
  }
}
