package io.baton.code.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.process.ExitReason;
import io.baton.api.process.ProcessExit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** One module: one thing at a time, in order. Different modules: side by side. */
class ModuleQueuesTest {
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

  /** A caller that asks for a job; it waits for the answer when this returns. */
  private record Caller(Thread thread, FutureTask<Object> result) {
    Object get() throws Exception {
      return result.get(10, TimeUnit.SECONDS);
    }
  }

  private Caller caller(String module, Callable<Object> job) {
    var result = new FutureTask<>(() -> lanes.run(module, job));
    Thread thread = Thread.ofPlatform().start(result);
    long start = System.nanoTime();
    while (thread.getState() != Thread.State.WAITING && !result.isDone()) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(10));
      LockSupport.parkNanos(20_000);
    }
    return new Caller(thread, result);
  }

  @Test
  void resultOfAJobIsItsCallers() {
    assertThat(lanes.<String>run("m", () -> "done")).isEqualTo("done");
    assertThat(lanes.<Object>run("m", () -> null)).isNull();
  }

  @Test
  void jobsOfOneModuleRunInOrderOfArrival() throws Exception {
    List<Caller> callers = new ArrayList<>();
    callers.add(caller("m", this::awaitGo));
    for (int i = 0; i < 20; i++) {
      int number = i;
      callers.add(caller("m", () -> log.add(number)));
    }

    go.countDown();

    for (Caller caller : callers) {
      assertThat(caller.get()).isEqualTo(true);
    }
    assertThat(log).isSorted().hasSize(20);
  }

  @Test
  void jobsOfOneModuleNeverOverlap() throws Exception {
    List<Caller> callers = new ArrayList<>();
    int[] count = new int[1];
    for (int i = 0; i < 50; i++) {
      callers.add(caller("m", () -> ++count[0]));
    }

    for (Caller caller : callers) {
      assertThat(caller.get()).isNotNull();
    }

    assertThat(count[0]).isEqualTo(50);
  }

  @Test
  void jobsOfDifferentModulesRunSideBySide() throws Exception {
    var meeting = new CyclicBarrier(3);
    Callable<Object> meet = () -> meeting.await(10, TimeUnit.SECONDS);

    List<Caller> callers = List.of(caller("a", meet), caller("b", meet), caller("c", meet));

    for (Caller caller : callers) {
      assertThat(caller.get()).isNotNull();
    }
  }

  @Test
  void jobThatAsksForItsOwnModuleWouldWaitForItself() {
    assertThatThrownBy(() -> lanes.run("m", () -> lanes.<Object>run("m", () -> "never")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("m is being loaded or purged by the caller itself; it cannot wait for that");
  }

  @Test
  void jobThatAsksForItsOwnModuleThroughAnotherWouldWaitForItselfToo() {
    assertThatThrownBy(
            () -> lanes.run("a", () -> lanes.run("b", () -> lanes.<Object>run("a", () -> "never"))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("a is being loaded or purged by the caller itself");
  }

  @Test
  void jobMayAskForAnotherModule() {
    String result = lanes.run("a", () -> lanes.<String>run("b", () -> "done") + " twice");

    assertThat(result).isEqualTo("done twice");
  }

  @Test
  void moduleThatRefusedToWaitForItselfGoesOn() {
    assertThatThrownBy(() -> lanes.run("m", () -> lanes.<Object>run("m", () -> "never")))
        .isInstanceOf(IllegalStateException.class);

    assertThat(lanes.<String>run("m", () -> "done")).isEqualTo("done");
  }

  @Test
  void whatAJobThrowsIsThrownAtItsCaller() {
    var exception = new IllegalArgumentException("no");
    var error = new StackOverflowError();
    var checked = new IOException("disk full");

    assertThatThrownBy(() -> lanes.run("m", throwing(exception))).isSameAs(exception);
    assertThatThrownBy(() -> lanes.run("m", throwing(error))).isSameAs(error);
    assertThatThrownBy(() -> lanes.run("m", throwing(checked)))
        .isInstanceOf(IllegalStateException.class)
        .hasCause(checked);
    assertThat(lanes.<String>run("m", () -> "goes on")).isEqualTo("goes on");
  }

  private static Callable<Object> throwing(Throwable e) {
    return () -> {
      if (e instanceof Error error) {
        throw error;
      }
      throw (Exception) e;
    };
  }

  @Test
  void killedCallerDoesNotWaitAnyLonger() throws Exception {
    Caller caller = caller("m", this::awaitGo);

    ended = true;
    caller.thread().interrupt();

    assertThatThrownBy(caller::get).hasCauseInstanceOf(ProcessExit.class);
    assertThat(caller.thread().join(Duration.ofSeconds(10))).isTrue();
    ended = false;
    go.countDown();
  }

  @Test
  void jobOfAKilledCallerIsDoneAllTheSameAndTheLaneGoesOn() throws Exception {
    Caller killed =
        caller(
            "m",
            () -> {
              awaitGo();
              return log.add("done");
            });
    Caller next = caller("m", () -> log.add("next"));
    ended = true;
    killed.thread().interrupt();
    assertThatThrownBy(killed::get).hasCauseInstanceOf(ProcessExit.class);
    ended = false;

    go.countDown();

    assertThat(next.get()).isEqualTo(true);
    assertThat(log).containsExactly("done", "next");
  }

  @Test
  void interruptedCallerKeepsWaitingAndIsInterruptedAfterwards() throws Exception {
    var task =
        new FutureTask<Object>(() -> {
          Object result = lanes.run("m", this::awaitGo);
          return List.of(result, Thread.currentThread().isInterrupted());
        });
    Thread caller = Thread.ofPlatform().start(task);

    caller.interrupt();
    go.countDown();

    assertThat(task.get(10, TimeUnit.SECONDS)).isEqualTo(List.of(true, true));
  }

  @Test
  void callerWhosePatienceEndsGoesOnAndTheJobIsDoneLater() throws Exception {
    Caller first = caller("m", this::awaitGo);
    var done = new CountDownLatch(1);

    Optional<String> result =
        lanes.run(
            "m",
            () -> {
              done.countDown();
              return "late";
            },
            Duration.ofMillis(1));

    assertThat(result).isEmpty();
    assertThat(done.getCount()).isEqualTo(1);
    go.countDown();
    assertThat(first.get()).isEqualTo(true);
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void patientCallerGetsItsResult() {
    var exception = new IllegalArgumentException("no");
    Duration patience = Duration.ofSeconds(10);

    assertThat(lanes.run("m", () -> "done", patience)).contains("done");
    assertThatThrownBy(() -> lanes.run("m", throwing(exception), patience)).isSameAs(exception);
  }

  /** What the jobs of a ring came to: each asks for the next one's module when all of them run. */
  private List<Object> ring(String... modules) throws Exception {
    var allRun = new CyclicBarrier(modules.length);
    List<FutureTask<Object>> jobs = new ArrayList<>();
    for (int i = 0; i < modules.length; i++) {
      String own = modules[i];
      String next = modules[(i + 1) % modules.length];
      var job =
          new FutureTask<Object>(() ->
              lanes.<Object>run(
                  own,
                  () -> {
                    allRun.await(10, TimeUnit.SECONDS);
                    return lanes.<Object>run(next, () -> own + " ran " + next);
                  }));
      jobs.add(job);
      Thread.ofPlatform().start(job);
    }
    List<Object> results = new ArrayList<>();
    for (FutureTask<Object> job : jobs) {
      try {
        results.add(job.get(10, TimeUnit.SECONDS));
      } catch (ExecutionException e) {
        results.add(e.getCause());
      }
    }
    return results;
  }

  private static String messageOfTheOnlyFailure(List<Object> results) {
    List<Object> failures = results.stream().filter(result -> !(result instanceof String)).toList();
    assertThat(failures).hasSize(1).first().isInstanceOf(IllegalStateException.class);
    return ((Throwable) failures.getFirst()).getMessage();
  }

  @RepeatedTest(1_000)
  void ofTwoJobsThatAskForEachOthersModuleOneIsRefusedAndTheOtherGoesOn() throws Exception {
    List<Object> results = ring("a", "b");

    assertThat(messageOfTheOnlyFailure(results))
        .isIn(
            "a cannot wait for b, which waits for it: a -> b -> a. Load or purge the one when the"
                + " other is ready, and not from its code",
            "b cannot wait for a, which waits for it: b -> a -> b. Load or purge the one when the"
                + " other is ready, and not from its code");
    assertThat(results).containsAnyOf("a ran b", "b ran a");
    assertThat(lanes.<String>run("a", () -> lanes.run("b", () -> "free"))).isEqualTo("free");
  }

  @RepeatedTest(100)
  void aRingOfAnyLengthIsCutInOnePlace() throws Exception {
    List<Object> results = ring("a", "b", "c", "d", "e");

    assertThat(messageOfTheOnlyFailure(results)).contains(" cannot wait for ").contains(" -> ");
    assertThat(results).filteredOn(result -> result instanceof String).hasSize(4);
  }

  /** One link of the ring is a job that waits for one that it has asked for itself. */
  @Test
  void aRingThroughAJobOfAJobIsCutToo() throws Exception {
    Callable<Object> innermost =
        () -> {
          go.countDown();
          waitUntilQueued("a");
          return lanes.<Object>run("c", () -> "never");
        };
    Caller other =
        caller(
            "c",
            () -> {
              awaitGo();
              return lanes.<Object>run("a", () -> "went on");
            });

    assertThatThrownBy(() -> lanes.run("a", () -> lanes.run("b", innermost)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("b cannot wait for c, which waits for it: b -> c -> a -> b. ");
    assertThat(other.get()).isEqualTo("went on");
  }

  /** The job that was waited for is done: no caller waits for its lane when the next one starts. */
  @RepeatedTest(100)
  void aJobBehindTheOneThatIsWaitedForMayAskForTheWaiter() throws Exception {
    Caller first = caller("b", this::awaitGo);
    var waiter =
        new FutureTask<Object>(
            () -> lanes.<Object>run("a", () -> lanes.<Object>run("b", () -> "b")));
    Thread.ofPlatform().start(waiter);
    waitUntilQueued("b");
    Caller behind = caller("b", () -> lanes.<Object>run("a", () -> "a"));

    go.countDown();

    assertThat(first.get()).isEqualTo(true);
    assertThat(waiter.get(10, TimeUnit.SECONDS)).isEqualTo("b");
    assertThat(behind.get()).isEqualTo("a");
  }

  private void waitUntilQueued(String module) {
    long start = System.nanoTime();
    while (lanes.queued(module) == 0) {
      assertThat(System.nanoTime() - start).isLessThan(TimeUnit.SECONDS.toNanos(10));
      LockSupport.parkNanos(20_000);
    }
  }

  @Test
  void aKilledJobsWaitIsForgotten() throws Exception {
    Caller first = caller("b", this::awaitGo);
    var asking = new CompletableFuture<Thread>();
    Caller killed =
        caller(
            "a",
            () -> {
              asking.complete(Thread.currentThread());
              return lanes.<Object>run("b", () -> "b");
            });
    waitUntilQueued("b");
    ended = true;
    asking.get(10, TimeUnit.SECONDS).interrupt();
    assertThatThrownBy(killed::get).hasRootCauseInstanceOf(ProcessExit.class);
    ended = false;
    Caller behind = caller("b", () -> lanes.<Object>run("a", () -> "a"));

    go.countDown();

    assertThat(first.get()).isEqualTo(true);
    assertThat(behind.get()).isEqualTo("a");
  }

  @Test
  void aRingThatPatienceEndsIsNotRefused() throws Exception {
    var bothRun = new CyclicBarrier(2);
    Caller patient =
        caller(
            "a",
            () -> {
              bothRun.await(10, TimeUnit.SECONDS);
              return lanes.run("b", () -> "late", Duration.ofMillis(20)).isEmpty();
            });

    String result =
        lanes.run(
            "b",
            () -> {
              bothRun.await(10, TimeUnit.SECONDS);
              return lanes.<String>run("a", () -> "went on");
            });

    assertThat(result).isEqualTo("went on");
    assertThat(patient.get()).isEqualTo(true);
  }
}
