package io.baton.code.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.code.loading.ThirdVersion.Choice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How loads wait for old versions. */
class ThirdVersionsTest {
  private final List<Duration> pauses = new ArrayList<>();

  private String load(Duration patience, int looks) {
    var versions =
        new ThirdVersions(
            () -> new ThirdVersion(Choice.WAIT, patience, Choice.PURGE),
            time -> {
              pauses.add(time);
              return true;
            });
    return versions.load(Enum::name, _ -> pauses.size() < looks, () -> pauses.size() < looks);
  }

  @Test
  void pausesGrowToHalfASecond() {
    assertThat(load(Duration.ofHours(1), 12)).isEqualTo("UNUSED");

    assertThat(pauses).first().isEqualTo(Duration.ofMillis(5));
    assertThat(pauses).isSortedAccordingTo(Duration::compareTo);
    assertThat(pauses).last().isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void lastPauseEndsWithTheWait() {
    assertThat(load(Duration.ofMillis(1), Integer.MAX_VALUE)).isEqualTo("REPLACE");

    assertThat(pauses).allSatisfy(time -> assertThat(time).isLessThan(Duration.ofMillis(2)));
  }

  @Test
  void interruptEndsThePauseAndStays() {
    Thread.currentThread().interrupt();

    assertThat(ThirdVersions.Pause.of(() -> {}).during(Duration.ofHours(1))).isFalse();

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void processThatHasBeenEndedGoesNoFurther() {
    Thread.currentThread().interrupt();
    ThirdVersions.Pause pause =
        ThirdVersions.Pause.of(() -> {
          throw new IllegalStateException("ended");
        });

    assertThatThrownBy(() -> pause.during(Duration.ofHours(1))).hasMessage("ended");

    assertThat(Thread.interrupted()).isTrue();
  }
}
