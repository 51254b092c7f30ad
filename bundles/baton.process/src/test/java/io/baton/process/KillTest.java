package io.baton.process;

import static io.baton.api.process.ExitReason.KILLED;
import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawnMonitor;
import static io.baton.fixtures.Await.CAP;
import static io.baton.fixtures.Await.until;
import static io.baton.process.Scene.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.MonitorRef;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.api.process.Processes;
import io.baton.api.process.Spawned;
import io.baton.fixtures.Await;
import io.baton.fixtures.Once;
import io.baton.process.state.LocalProcess;
import io.baton.spi.CapturedCall;
import io.baton.spi.Turn;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Ends of processes that linger in a version that is purged. */
class KillTest {
  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  private void assertDeadToEveryone(Spawned process) {
    assertThat(receive(Down.class, Duration.ZERO))
        .contains(new Down(process.ref(), process.pid(), KILLED));
    assertThat(isAlive(process.pid())).isFalse();
  }

  private boolean hasLeft(LocalProcess process) {
    return !active.runtime().running().contains(process);
  }

  /** Starts a process, waits until it says that it is there, kills it. */
  private LocalProcess killed(Spawned process) {
    LocalProcess known = active.process(process.pid());
    assertThat(receive(String.class, CAP)).contains("here");
    active.runtime().kill(known);
    return known;
  }

  @Test
  void processThatWaitsInReceiveEnds() {
    Pid test = self();
    Spawned process =
        spawnMonitor(
            once(() -> {
              send(test, "here");
              receive(Scene.Never.class);
            }));

    LocalProcess killed = killed(process);

    assertDeadToEveryone(process);
    until(() -> hasLeft(killed));
  }

  @Test
  void processThatSleepsEnds() {
    Pid test = self();
    Spawned process =
        spawnMonitor(
            once(() -> {
              send(test, "here");
              Thread.sleep(Duration.ofDays(1));
            }));

    LocalProcess killed = killed(process);

    assertDeadToEveryone(process);
    until(() -> hasLeft(killed));
  }

  @Test
  void processThatWaitsForAMonitorIsDeadAtOnceAndLeavesWhenItGetsIt() {
    Pid test = self();
    Object lock = new Object();
    LocalProcess killed;
    synchronized (lock) {
      Spawned process =
          spawnMonitor(
              once(() -> {
                send(test, "here");
                synchronized (lock) {
                  send(test, "has the lock");
                }
              }));

      killed = killed(process);

      assertDeadToEveryone(process);
      assertThat(hasLeft(killed)).isFalse();
    }
    until(() -> hasLeft(killed));
    assertThat(receive(String.class, Duration.ZERO)).isEmpty();
  }

  @Test
  void processThatWaitsForALockIsDeadAtOnceAndLeavesWhenItGetsIt() {
    Pid test = self();
    var lock = new ReentrantLock();
    LocalProcess killed;
    lock.lock();
    try {
      Spawned process =
          spawnMonitor(
              once(() -> {
                send(test, "here");
                lock.lock();
                try {
                  send(test, "has the lock");
                } finally {
                  lock.unlock();
                }
              }));

      killed = killed(process);

      assertDeadToEveryone(process);
      assertThat(hasLeft(killed)).isFalse();
    } finally {
      lock.unlock();
    }
    until(() -> hasLeft(killed));
    assertThat(receive(String.class, Duration.ZERO)).isEmpty();
  }

  @Test
  void processThatNeverReachesASafepointIsDeadAtOnce() {
    Pid test = self();
    var stop = new AtomicBoolean();
    Spawned process =
        spawnMonitor(
            once(() -> {
              send(test, "here");
              while (!stop.get()) {
                Thread.onSpinWait();
              }
            }));

    LocalProcess killed = killed(process);

    assertDeadToEveryone(process);
    assertThat(hasLeft(killed)).isFalse();
    stop.set(true);
    until(() -> hasLeft(killed));
  }

  @Test
  void processBetweenTwoTurnsTakesNoOther() throws Exception {
    var turns = new CountDownLatch(1);
    var killed = new AtomicBoolean();
    Spawned process = spawnMonitor(new Endless(turns, killed));
    Await.await(turns);

    active.runtime().kill(active.process(process.pid()));
    killed.set(true);

    assertDeadToEveryone(process);
  }

  /** Goes on until the process is killed; a turn after that would fail. */
  private record Endless(CountDownLatch turns, AtomicBoolean killed) implements CapturedCall, Turn {
    @Override
    public Turn bind() {
      return this;
    }

    @Override
    public Next run() {
      turns.countDown();
      return this;
    }

    @Override
    public boolean upToDate() {
      return true;
    }

    @Override
    public ClassLoader code() {
      return null;
    }
  }

  @Test
  void everyFunctionThrowsInAProcessThatWasKilled() throws Exception {
    Pid test = self();
    Pid other = Scene.idle().pid();
    var found = new CompletableFuture<Boolean>();
    var go = new CountDownLatch(1);
    Spawned process =
        spawnMonitor(
            once(() -> {
              send(test, "here");
              waitUninterruptibly(go);
              functions(other)
                  .forEach(function ->
                      assertThatThrownBy(function::run)
                          .isInstanceOfSatisfying(
                              ProcessExit.class, e -> assertThat(e.reason()).isEqualTo(KILLED)));
              found.complete(true);
            }));

    killed(process);
    go.countDown();

    assertThat(found.get(10, TimeUnit.SECONDS)).isTrue();
  }

  private static void waitUninterruptibly(CountDownLatch latch) {
    until(() -> latch.getCount() == 0);
  }

  private static List<Once.Body> functions(Pid other) {
    return List.of(
        () -> Processes.spawn(() -> {}),
        () -> Processes.spawn(once(() -> {})),
        () -> Processes.spawnLink(once(() -> {})),
        () -> Processes.spawnMonitor(once(() -> {})),
        Processes::self,
        () -> Processes.send(other, "hello"),
        () -> Processes.send("nobody", "hello"),
        () -> Processes.receive(String.class),
        () -> Processes.receive(String.class, Duration.ZERO),
        () -> Processes.exit(ExitReason.NORMAL),
        () -> Processes.exit(other, KILLED),
        () -> Processes.link(other),
        () -> Processes.unlink(other),
        () -> Processes.monitor(other),
        () -> Processes.demonitor(new MonitorRef(1)),
        () -> Processes.trapExits(true),
        () -> Processes.register("name", other),
        () -> Processes.unregister("nobody"),
        () -> Processes.whereis("nobody"),
        () -> Processes.isAlive(other));
  }

  @Test
  void killOfAnEndedProcessDoesNothing() {
    Spawned process = Scene.idle();
    LocalProcess known = active.process(process.pid());
    active.runtime().kill(known);
    assertDeadToEveryone(process);

    active.runtime().kill(known);

    assertThat(receive(Down.class, Duration.ZERO)).isEmpty();
  }
}
