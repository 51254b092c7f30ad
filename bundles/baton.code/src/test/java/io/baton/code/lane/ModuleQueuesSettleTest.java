package io.baton.code.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a caller waits for when its job is done, and the wait for the end of all jobs. */
class ModuleQueuesSettleTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final ModuleQueues lanes =
      new ModuleQueues(() -> {}, () -> log.add("settled by " + Thread.currentThread().getName()));

  @Test
  void callerSettlesAfterItsJobAndOnItsOwnThread() {
    String mine = "settled by " + Thread.currentThread().getName();

    lanes.run("m", () -> log.add("job"));
    lanes.run(List.of("a", "b"), () -> log.add("job"));
    assertThat(lanes.run("m", () -> log.add("job"), PATIENCE)).isPresent();

    assertThat(log).containsExactly("job", mine, "job", mine, "job", mine);
  }

  @Test
  void jobThatAsksForAnotherDoesNotSettle() {
    lanes.run("a", () -> lanes.run("b", () -> log.add("job")));

    assertThat(log).hasSize(2).startsWith("job");
  }

  @Test
  void jobsBehindASettlingCallerRun() throws Exception {
    var go = new CountDownLatch(1);
    var slow =
        new ModuleQueues(
            () -> {},
            () -> {
              try {
                assertThat(go.await(10, TimeUnit.SECONDS)).isTrue();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    Thread first = Thread.ofPlatform().start(() -> slow.run("m", () -> log.add("first")));
    var second = new CountDownLatch(1);

    slow.queue("m", second::countDown);

    assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
    go.countDown();
    first.join();
  }

  @Test
  void idleIsWhenTheLastJobHasEnded() {
    var go = new CountDownLatch(1);
    lanes.awaitIdle(PATIENCE);

    lanes.queue(
        "m",
        () -> {
          try {
            assertThat(go.await(10, TimeUnit.SECONDS)).isTrue();
          } catch (InterruptedException e) {
            throw new AssertionError(e);
          }
        });
    lanes.queue("m", () -> log.add("last"));
    lanes.awaitIdle(Duration.ofMillis(1));
    assertThat(log).isEmpty();
    go.countDown();
    lanes.awaitIdle(PATIENCE);

    assertThat(log).containsExactly("last");
  }
}
