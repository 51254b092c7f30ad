package io.baton.bench.driver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LinesTest {
  @Test
  void processorTimeIsThatOfAllThreads() throws InterruptedException {
    Moment start = Moment.now();
    var sum = new AtomicLong();
    Thread other =
        Thread.ofPlatform()
            .start(() -> {
              for (int i = 0; i < 10_000_000; i++) {
                sum.addAndGet(i);
              }
            });

    other.join();

    assertThat(sum.get()).isPositive();
    assertThat(Moment.now().minus(start).processor()).isPositive();
  }
}
