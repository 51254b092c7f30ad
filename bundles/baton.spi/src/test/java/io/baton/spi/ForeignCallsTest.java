package io.baton.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class ForeignCallsTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<Object> log = Collections.synchronizedList(new ArrayList<>());
  private final ForeignCalls calls = new ForeignCalls("test", PATIENCE, log::add);

  @RepeatedTest(300)
  void callsRunInTheOrderInWhichTheyWereAskedFor() {
    List<Object> expected = new ArrayList<>(IntStream.range(0, 50).boxed().toList());

    expected.forEach(i -> calls.run(() -> log.add(i)));

    assertThat(calls.await(PATIENCE)).isTrue();
    assertThat(log).isEqualTo(expected);
  }

  @RepeatedTest(300)
  void noCallIsLostWhereSeveralThreadsAsk() throws InterruptedException {
    List<Thread> askers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int asker = i;
      askers.add(
          Thread.ofPlatform()
              .start(() -> {
                for (int j = 0; j < 25; j++) {
                  int number = j;
                  calls.run(() -> log.add(asker * 100 + number));
                }
              }));
    }
    for (Thread asker : askers) {
      asker.join();
    }

    assertThat(calls.await(PATIENCE)).isTrue();

    assertThat(log).hasSize(100).doesNotHaveDuplicates();
  }

  @Test
  void callThatThrowsIsReportedAndTheNextOneRuns() {
    var error = new StackOverflowError();

    calls.run(() -> {
      throw error;
    });
    calls.run(() -> log.add("next"));

    assertThat(calls.await(PATIENCE)).isTrue();
    assertThat(log).containsExactly(error, "next");
  }

  @Test
  void reportThatThrowsEndsNothing() {
    var failing =
        new ForeignCalls(
            "test",
            PATIENCE,
            _ -> {
              throw new AssertionError();
            });

    failing.run(() -> {
      throw new IllegalStateException();
    });
    failing.run(() -> log.add("next"));

    assertThat(failing.await(PATIENCE)).isTrue();
    assertThat(log).containsExactly("next");
  }

  @Test
  void interruptThatACallLeavesDoesNotReachTheNext() {
    calls.run(() -> Thread.currentThread().interrupt());
    calls.run(() -> log.add(Thread.currentThread().isInterrupted()));

    assertThat(calls.await(PATIENCE)).isTrue();
    assertThat(log).containsExactly(false);
  }

  @Test
  void callThatDoesNotReturnIsWaitedForOnlyOnce() throws InterruptedException {
    var stuck = new ForeignCalls("test", Duration.ofMillis(100), log::add);
    var release = new CountDownLatch(1);
    var next = new CountDownLatch(1);
    stuck.run(() -> awaitQuietly(release));

    assertThat(stuck.await(Duration.ofMillis(200))).isFalse();
    for (int i = 0; i < 1_000; i++) {
      assertThat(stuck.await(Duration.ofDays(1))).isFalse();
    }
    assertThat(stuck.isLate()).isTrue();

    release.countDown();
    stuck.run(next::countDown);
    assertThat(next.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void callWhoseWaitTimedOutIsNotWaitedForAgainUntilItReturns() {
    var release = new CountDownLatch(1);
    calls.run(() -> awaitQuietly(release));

    assertThat(calls.await(Duration.ofMillis(1))).isFalse();
    assertThat(calls.isLate()).isTrue();
    assertThat(calls.await(Duration.ofDays(1))).isFalse();

    release.countDown();
    until(() -> !calls.isLate());
    calls.run(() -> log.add("next"));
    assertThat(calls.await(PATIENCE)).isTrue();
    assertThat(log).containsExactly("next");
  }

  @Test
  void lateCallIsNotedOnce() {
    for (int i = 0; i < 2; i++) {
      var release = new CountDownLatch(1);
      calls.run(() -> awaitQuietly(release));
      assertThat(calls.noteLate()).isFalse();

      assertThat(calls.await(Duration.ofMillis(1))).isFalse();

      assertThat(calls.noteLate()).isTrue();
      assertThat(calls.noteLate()).isFalse();
      release.countDown();
      until(() -> !calls.isLate());
    }
  }

  @Test
  void callDoesNotWaitForItself() {
    calls.run(() -> log.add(calls.await(Duration.ofDays(1))));

    assertThat(calls.await(PATIENCE)).isTrue();
    assertThat(log).containsExactly(false);
  }

  @Test
  void interruptedWaitEndsAndKeepsTheInterrupt() {
    var release = new CountDownLatch(1);
    calls.run(() -> awaitQuietly(release));
    Thread.currentThread().interrupt();

    assertThat(calls.await(Duration.ofDays(1))).isFalse();

    assertThat(Thread.interrupted()).isTrue();
    release.countDown();
  }

  private static void until(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.onSpinWait();
    }
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
