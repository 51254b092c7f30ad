package io.baton.process.exit;

import static io.baton.api.process.ExitReason.KILLED;
import static io.baton.fixtures.Await.until;
import static io.baton.process.Scene.once;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.fixtures.Await;
import io.baton.fixtures.Logged;
import io.baton.fixtures.Once;
import io.baton.process.NothingConverts;
import io.baton.process.Points;
import io.baton.process.ProcessSystem;
import io.baton.process.state.LocalProcess;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A process that is to end while it runs a static initialiser: that returns first. */
class InitialiserTest {
  private final Points points = new Points();
  private final ProcessSystem runtime = new ProcessSystem(new NothingConverts(), points);
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final AtomicInteger returned = new AtomicInteger();

  @AfterEach
  void stop() {
    goOn.countDown();
    runtime.stop();
    boolean _ = Thread.interrupted();
  }

  /** How a process is ended by another. */
  enum Ending {
    KILL,
    EXIT,
    PURGE;

    void end(ProcessSystem runtime, LocalProcess process) {
      switch (this) {
        case KILL -> runtime.exit(process.pid(), ExitReason.KILL);
        case EXIT -> runtime.exit(process.pid(), ExitReason.SHUTDOWN);
        case PURGE -> assertThat(runtime.kill(process)).isTrue();
      }
    }
  }

  private LocalProcess process(Pid pid) {
    return runtime.running().stream()
        .map(LocalProcess.class::cast)
        .filter(process -> process.pid() == pid)
        .findFirst()
        .orElseThrow();
  }

  /** A process that runs an initialiser, and spins after it. */
  private LocalProcess initialising(Once.Body initialiser) {
    Pid pid =
        runtime.spawn(
            once(() -> {
              points.initialise(() -> {
                inside.countDown();
                initialiser.run();
                returned.incrementAndGet();
              });
              while (true) {
                runtime.checkCaller();
              }
            }));
    return process(pid);
  }

  private static void untilWaiting(LocalProcess process) {
    until(() -> process.thread().getState().name().endsWith("WAITING"));
  }

  @ParameterizedTest
  @EnumSource
  void waitInAnInitialiserIsNotInterrupted(Ending ending) throws Exception {
    LocalProcess process = initialising(goOn::await);
    Await.await(inside);
    untilWaiting(process);

    ending.end(runtime, process);
    assertThat(process.isAlive()).isTrue();
    goOn.countDown();

    until(() -> !runtime.running().contains(process));
    assertThat(returned).hasValue(1);
    assertThat(process.ended()).isEqualTo(ending == Ending.EXIT ? ExitReason.SHUTDOWN : KILLED);
  }

  @ParameterizedTest
  @EnumSource
  void receiveInAnInitialiserGetsItsMessage(Ending ending) throws Exception {
    LocalProcess process =
        initialising(() -> {
          String _ = runtime.receive(String.class, _ -> true);
        });
    Await.await(inside);
    until(() -> process.waitsFor().isPresent());

    ending.end(runtime, process);
    runtime.send(process.pid(), "go on");

    until(() -> !runtime.running().contains(process));
    assertThat(returned).hasValue(1);
  }

  /** The end came first, so it is not put off; the thread began to initialise just then. */
  @Test
  void safepointOfAnInitialiserDoesNotEndIt() throws Exception {
    Consumer<LocalProcess> nothing = _ -> {};
    var end = new EndOfProcess(points, nothing);
    var passed = new AtomicInteger();
    var begin = new CountDownLatch(1);
    Pid pid =
        runtime.spawn(
            once(() -> {
              Thread me = Thread.currentThread();
              LocalProcess process = process(runtime.self());
              inside.countDown();
              until(() -> begin.getCount() == 0);
              end.arm(process, me, 7);
              points.initialise(() -> {
                for (int i = 0; i < 100_000; i++) {
                  points.loop();
                }
                passed.incrementAndGet();
              });
              points.loop();
              passed.incrementAndGet();
            }));
    LocalProcess process = process(pid);
    Await.await(inside);

    runtime.kill(process);
    begin.countDown();

    until(() -> !runtime.running().contains(process));
    assertThat(passed).hasValue(1);
  }

  @Test
  void stopOfTheSystemWaitsForNoInitialiser() throws Exception {
    LocalProcess process = initialising(goOn::await);
    Await.await(inside);

    runtime.stop();

    assertThat(process.ended()).isEqualTo(ExitReason.SHUTDOWN);
  }

  @Test
  void processThatReturnsAtOnceAfterItsInitialiserHasBeenKilled() throws Exception {
    Pid pid = runtime.spawn(once(() -> points.initialise(goOn::await)));
    LocalProcess process = process(pid);
    untilWaiting(process);

    runtime.kill(process);
    goOn.countDown();

    until(() -> !runtime.running().contains(process));
    assertThat(process.ended()).isEqualTo(KILLED);
  }

  @Test
  void initialiserThatDoesNotReturnIsReportedOnce() throws Exception {
    LocalProcess process = initialising(goOn::await);
    Await.await(inside);
    var late = new LateEnds(points, Duration.ZERO);
    var ended = new AtomicInteger();
    late.add(process, ended::incrementAndGet);

    try (var logged = new Logged("io.baton.process")) {
      late.round();
      late.round();

      assertThat(logged.lines())
          .singleElement()
          .asString()
          .startsWith("process %s is to end, but runs a static initialiser".formatted(process));
      assertThat(late.alarms()).isEqualTo(logged.lines());
    }
    assertThat(ended).hasValue(0);
    goOn.countDown();
    until(() -> points.initialising.isEmpty());
    late.round();
    assertThat(ended).hasValue(1);
    assertThat(late.isEmpty()).isTrue();
    runtime.kill(process);
  }
}
