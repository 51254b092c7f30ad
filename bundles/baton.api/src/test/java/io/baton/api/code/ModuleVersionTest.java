package io.baton.api.code;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Order of two versions. */
class ModuleVersionTest {
  private static ModuleVersion version(String version) {
    return new ModuleVersion("m", version, 1, "file:/m", Instant.EPOCH);
  }

  private static boolean isEarlier(String one, String other) {
    return version(one).isEarlierThan(version(other));
  }

  @Test
  void numbersAreComparedAsNumbers() {
    assertThat(isEarlier("1.9.0", "1.10.0")).isTrue();
    assertThat(isEarlier("1.10.0", "1.9.0")).isFalse();
    assertThat(isEarlier("1.2.3", "1.2.4")).isTrue();
    assertThat(isEarlier("2.0.0", "1.9.9")).isFalse();
  }

  @Test
  void aNumberThatIsMissingIsZero() {
    assertThat(isEarlier("1", "1.0.1")).isTrue();
    assertThat(isEarlier("1", "1.0.0")).isFalse();
    assertThat(isEarlier("1.0.0", "1")).isFalse();
  }

  @Test
  void qualifiersAreComparedAsTextAndNoneComesFirst() {
    assertThat(isEarlier("1.0.0", "1.0.0.a")).isTrue();
    assertThat(isEarlier("1.0.0.a", "1.0.0.b")).isTrue();
    assertThat(isEarlier("1.0.0.b", "1.0.0.a")).isFalse();
  }

  @Test
  void noVersionIsEarlierThanItself() {
    assertThat(isEarlier("1.2.3.x", "1.2.3.x")).isFalse();
  }
}
