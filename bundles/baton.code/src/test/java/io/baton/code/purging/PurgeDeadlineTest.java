package io.baton.code.purging;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.fixtures.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How long a purge waits for those that it has killed. */
class PurgeDeadlineTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  private final CountDownLatch leave = new CountDownLatch(1);

  private Thread waiting() {
    return Scene.waiting(
        Thread.ofVirtual(),
        () -> {
          try {
            leave.await();
          } catch (InterruptedException _) {
            // that is what it waits for
          }
        });
  }

  @AfterEach
  void leave() {
    leave.countDown();
  }

  @Test
  void endedProcessIsNotWaitedFor() throws Exception {
    Thread thread = waiting();
    thread.interrupt();
    thread.join();
    var patience = new PurgeDeadline(LONG, 1);

    patience.await(List.of(thread));

    assertThat(patience.isOver()).isFalse();
  }

  @Test
  void itWaitsForTheEndOfAllInWhateverOrderTheyEnd() {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      threads.add(waiting());
    }
    Thread _ = Thread.ofPlatform().start(() -> threads.reversed().forEach(Thread::interrupt));

    var patience = new PurgeDeadline(LONG, threads.size());
    Await.until(() -> {
      patience.await(threads);
      return threads.stream().noneMatch(Thread::isAlive);
    });

    assertThat(patience.isOver()).isFalse();
  }

  @Test
  void waitForAThreadThatStaysEndsForAnotherCheck() {
    Thread thread = waiting();
    var patience = new PurgeDeadline(LONG, 1);

    patience.await(List.of(thread));

    assertThat(thread.isAlive()).isTrue();
    assertThat(patience.isOver()).isFalse();
  }

  @Test
  void deadlineIsOverWhenNoThreadHasEndedWithinTheBound() {
    Thread thread = waiting();
    var patience = new PurgeDeadline(Duration.ofMillis(5), 1_000_000);

    Await.until(() -> {
      patience.await(List.of(thread));
      return patience.isOver();
    });

    assertThat(thread.isAlive()).isTrue();
  }

  @Test
  void deadlineIsOverInTheEndThoughThreadsKeepEnding() {
    var patience = new PurgeDeadline(Duration.ofMillis(20), 100);

    Await.until(() -> {
      Thread thread = waiting();
      thread.interrupt();
      patience.await(List.of(thread));
      return patience.isOver();
    });

    assertThat(patience.isOver()).isTrue();
  }

  @Test
  void anInterruptIsKeptForLater() {
    Thread thread = waiting();
    Thread.currentThread().interrupt();

    new PurgeDeadline(LONG, 1).await(List.of(thread));

    assertThat(Thread.interrupted()).isTrue();
  }
}
