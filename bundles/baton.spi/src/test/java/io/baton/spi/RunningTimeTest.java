package io.baton.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Time that does not pass while the JVM is suspended. */
class RunningTimeTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private long now = 17;
  private final RunningTime time = new RunningTime(() -> now);

  @Test
  void timeBetweenTwoReadingsCounts() {
    now += SECOND / 2;
    long first = time.nanos();
    now += SECOND / 4;

    assertThat(first).isEqualTo(SECOND / 2);
    assertThat(time.nanos()).isEqualTo(SECOND * 3 / 4);
  }

  @Test
  void suspensionOfTheJvmCountsForAMoment() {
    now += 60 * SECOND;

    assertThat(time.nanos()).isEqualTo(SECOND);
  }

  @Test
  void skippedTimeDoesNotCount() {
    now += SECOND / 2;
    time.skip();
    now += SECOND / 4;

    assertThat(time.nanos()).isEqualTo(SECOND / 4);
  }
}
