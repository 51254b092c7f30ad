package io.baton.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PauseTest {
  private static final Duration LONG = Duration.ofHours(1);

  private final AtomicInteger ends = new AtomicInteger();

  @Test
  void pauseThatIsOverDoesNotEnd() {
    Pause pause = Pause.begin(LONG, ends::incrementAndGet);

    assertThat(pause.isOver()).isFalse();
    assertThat(pause.over()).isTrue();
    assertThat(pause.isOver()).isTrue();
    pause.end();

    assertThat(ends).hasValue(0);
    assertThat(pause.over()).isFalse();
  }

  @Test
  void pauseEndsOnceAndIsNotOverAfterThat() {
    Pause pause = Pause.begin(LONG, ends::incrementAndGet);

    pause.end();
    pause.end();

    assertThat(ends).hasValue(1);
    assertThat(pause.over()).isFalse();
  }

  @Test
  void pauseThatTakesTooLongEnds() throws Exception {
    var ended = new CountDownLatch(1);

    Pause.begin(Duration.ZERO, ended::countDown);

    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
  }
}
