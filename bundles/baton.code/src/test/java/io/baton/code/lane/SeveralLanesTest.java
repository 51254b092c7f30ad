package io.baton.code.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.process.ExitReason;
import io.baton.api.process.ProcessExit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Jobs about several modules, and waits that are no jobs. */
class SeveralLanesTest {
  /** True once the calling process has been ended. */
  private volatile boolean ended;

  private final ModuleQueues lanes =
      new ModuleQueues(() -> {
        if (ended) {
          throw new ProcessExit(ExitReason.KILLED);
        }
      });
  private final CountDownLatch go = new CountDownLatch(1);
  private final List<Object> log = Collections.synchronizedList(new ArrayList<>());

  private boolean awaitGo() throws InterruptedException {
    return go.await(10, TimeUnit.SECONDS);
  }

  private static <T> T get(FutureTask<T> task) throws Exception {
    return task.get(10, TimeUnit.SECONDS);
  }

  /** Asks for a job; waits for the answer when this returns. */
  private FutureTask<Object> caller(String module, Callable<Object> job) {
    var result = new FutureTask<>(() -> lanes.run(module, job));
    Thread thread = Thread.ofPlatform().start(result);
    long start = System.nanoTime();
    while (thread.getState() != Thread.State.WAITING && !result.isDone()) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(10));
      LockSupport.parkNanos(20_000);
    }
    return result;
  }

  @Test
  void aJobAboutSeveralModulesHasThemAll() throws Exception {
    FutureTask<Object> before = caller("b", this::awaitGo);
    var several = new FutureTask<>(() -> lanes.run(List.of("b", "a"), () -> log.add("both")));
    Thread.ofPlatform().start(several);
    awaitQueued("b");
    FutureTask<Object> after = caller("a", () -> log.add("a"));

    go.countDown();

    assertThat(get(before)).isEqualTo(true);
    assertThat(several.get(10, TimeUnit.SECONDS)).isEqualTo(true);
    assertThat(get(after)).isEqualTo(true);
    assertThat(log).containsExactly("both", "a");
  }

  private void awaitQueued(String module) {
    long start = System.nanoTime();
    while (lanes.queued(module) == 0) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(10));
      LockSupport.parkNanos(20_000);
    }
  }

  /** Whatever order they are named in. */
  @RepeatedTest(200)
  void jobsAboutTheSameModulesDoNotWaitForEachOtherForEver() throws Exception {
    var one = new FutureTask<>(() -> lanes.run(List.of("a", "b", "c"), () -> 1));
    var two = new FutureTask<>(() -> lanes.run(List.of("c", "b", "a"), () -> 2));
    Thread.ofPlatform().start(one);
    Thread.ofPlatform().start(two);

    assertThat(one.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(two.get(10, TimeUnit.SECONDS)).isEqualTo(2);
  }

  @Test
  void jobDoesNotWaitForAJobThatItIsPartOf() {
    boolean waited =
        lanes.run("a", () -> lanes.run("b", () -> lanes.await("a", new CompletableFuture<>())));

    assertThat(waited).isFalse();
  }

  /** Two jobs each of which waits for what the other completes: the second is told. */
  @Test
  void jobDoesNotWaitForAJobThatWaitsForIt() throws Exception {
    var never = new CompletableFuture<Void>();
    var waits = new CountDownLatch(1);
    FutureTask<Object> first =
        caller(
            "a",
            () -> {
              waits.countDown();
              return lanes.await("b", never);
            });
    assertThat(waits.await(10, TimeUnit.SECONDS)).isTrue();
    long start = System.nanoTime();
    boolean waited = true;
    while (waited && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(10)) {
      waited = lanes.run("b", () -> lanes.await("a", CompletableFuture.completedFuture(null)));
    }
    never.complete(null);

    assertThat(waited).isFalse();
    assertThat(get(first)).isEqualTo(true);
  }

  @Test
  void whatComesAsideOfACallerThatIsEndedIsGivenBack() throws Exception {
    var given = new CompletableFuture<String>();
    var begun = new CountDownLatch(1);
    var caller =
        new FutureTask<>(() ->
            lanes.aside(
                "test",
                () -> {
                  begun.countDown();
                  awaitGo();
                  return "result";
                },
                given::complete));
    Thread thread = Thread.ofPlatform().start(caller);
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

    ended = true;
    thread.interrupt();
    assertThatThrownBy(() -> caller.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ProcessExit.class);
    go.countDown();

    assertThat(given.get(10, TimeUnit.SECONDS)).isEqualTo("result");
  }
}
