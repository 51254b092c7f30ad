package io.baton.code;

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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** One module: one thing at a time, in order. Different modules: side by side. */
class LanesTest {
  /** True once the calling process has been ended. */
  private volatile boolean ended;

  private final Lanes lanes =
      new Lanes(() -> {
        if (ended) {
          throw new ProcessExit(ExitReason.KILLED);
        }
      });
  private final CountDownLatch go = new CountDownLatch(1);
  private final List<Object> log = Collections.synchronizedList(new ArrayList<>());

  private boolean awaitGo() throws InterruptedException {
    return go.await(10, TimeUnit.SECONDS);
  }

  /** Someone who asks for a job; it waits for the answer when this returns. */
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
}
