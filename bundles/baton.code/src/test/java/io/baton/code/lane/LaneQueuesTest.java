package io.baton.code.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of jobs when no thread is to be had for them. */
class LaneQueuesTest {
  private final AtomicInteger refusals = new AtomicInteger();
  private final CountDownLatch asked = new CountDownLatch(1);
  private final LaneQueues queues = new LaneQueues(this::start);

  private void start(String name, Runnable code) {
    asked.countDown();
    if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new OutOfMemoryError("unable to create native thread");
    }
    ModuleQueues.later(name, code);
  }

  private CompletableFuture<String> submit(String lane, String result) {
    var done = new CompletableFuture<String>();
    queues.submit(lane, new LaneQueues.Job(() -> done.complete(result), done));
    return done;
  }

  private static <T> T get(CompletableFuture<T> result) throws Exception {
    return result.get(10, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void laneAsksAgainForAThreadThatIsNotThereForAMoment(int times) throws Exception {
    refusals.set(times);

    assertThat(get(submit("m", "done"))).isEqualTo("done");
    assertThat(refusals).hasValue(0);
  }

  @Test
  void callerIsToldThatNoThreadCameAndTheLaneIsFree() throws Exception {
    refusals.set(Integer.MAX_VALUE);

    assertThatThrownBy(() -> get(submit(ModuleQueues.loads("m"), "never")))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(LaneQueues.NoThread.class)
        .hasMessageContaining("no thread can be had for m now; try again");

    queues.awaitIdle(Duration.ZERO);
    refusals.set(0);
    assertThat(get(submit(ModuleQueues.loads("m"), "done"))).isEqualTo("done");
  }

  @Test
  void jobsBehindOneWithoutAThreadAreRefusedToo() throws Exception {
    refusals.set(Integer.MAX_VALUE);
    var first = new CompletableFuture<CompletableFuture<String>>();
    ModuleQueues.later("caller", () -> first.complete(submit("m", "never")));
    assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<String> second = submit("m", "never either");

    assertThatThrownBy(() -> get(get(first))).hasCauseInstanceOf(LaneQueues.NoThread.class);
    assertThatThrownBy(() -> get(second)).hasCauseInstanceOf(LaneQueues.NoThread.class);
  }

  @Test
  void jobThatIsNextRunsOnTheThreadOfTheOneBeforeIfThereIsNoOther() throws Exception {
    var go = new CountDownLatch(1);
    var first = new CompletableFuture<Boolean>();
    queues.submit("m", new LaneQueues.Job(() -> first.complete(waitFor(go)), first));
    CompletableFuture<String> second = submit("m", "done");
    refusals.set(Integer.MAX_VALUE);

    go.countDown();

    assertThat(get(first)).isTrue();
    assertThat(get(second)).isEqualTo("done");
  }

  /** As where there was no memory to say what the job has thrown. */
  @Test
  void jobThatThrowsIsAnsweredAndTheNextOneRuns() throws Exception {
    var go = new CountDownLatch(1);
    var first = new CompletableFuture<Boolean>();
    Runnable failing =
        () -> {
          boolean _ = waitFor(go);
          throw new OutOfMemoryError("on purpose");
        };
    queues.submit("m", new LaneQueues.Job(failing, first));
    CompletableFuture<String> second = submit("m", "done");

    go.countDown();

    assertThatThrownBy(() -> get(first)).hasRootCauseInstanceOf(OutOfMemoryError.class);
    assertThat(get(second)).isEqualTo("done");
  }

  private static boolean waitFor(CountDownLatch go) {
    try {
      return go.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
