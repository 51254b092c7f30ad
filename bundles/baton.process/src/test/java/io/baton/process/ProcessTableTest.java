package io.baton.process;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.api.process.Processes.spawnMonitor;
import static io.baton.api.process.Processes.stop;
import static io.baton.fixtures.Await.CAP;
import static io.baton.process.Scene.inProcess;
import static io.baton.process.Scene.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Inspection;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.api.process.Processes;
import io.baton.fixtures.Await;
import io.baton.spi.CapturedCall;
import io.baton.spi.ProcessTable;
import io.baton.spi.Turn;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Processes as the code server sees them. */
class ProcessTableTest {
  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  /** A captured local call; its turn tells the test that it runs, and waits. */
  private record Waiting(String name, Pid test, Next next) implements CapturedCall, Turn {
    @Override
    public Turn bind() {
      return this;
    }

    @Override
    public Next run() {
      send(test, name);
      receive(String.class);
      return next;
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

  private Optional<Turn> turn(Pid pid) {
    return active.process(pid).turn();
  }

  @Test
  void everyLivingProcessIsRunning() {
    Pid first = Scene.idle().pid();
    Pid second = Scene.idle().pid();

    assertThat(active.runtime().running())
        .extracting(ProcessTable.Running::pid)
        .contains(first, second, self());
  }

  @Test
  void processThatHasLeftIsNot() {
    var process = spawnMonitor(once(() -> {}));
    Scene.reason(process);

    Await.until(() -> active.runtime().running().stream().noneMatch(p -> p.pid() == process.pid()));

    assertThat(active.runtime().running()).hasSize(1);
  }

  @Test
  void processThatHasEndedDoesNotLiveThoughItsThreadRuns() throws Exception {
    var entered = new CountDownLatch(1);
    var leave = new CountDownLatch(1);
    var process = spawnMonitor(once(() -> stayUntil(entered, leave)));
    Await.await(entered);
    ProcessTable.Running running = active.process(process.pid());

    Processes.exit(process.pid(), ExitReason.KILL);
    Scene.reason(process);

    assertThat(running.isAlive()).isFalse();
    assertThat(active.runtime().living().contains(running)).isFalse();
    assertThat(Inspection.processes()).doesNotContain(process.pid());
    leave.countDown();
  }

  private static void stayUntil(CountDownLatch entered, CountDownLatch leave) {
    entered.countDown();
    while (leave.getCount() > 0) {
      LockSupport.parkNanos(100_000);
      boolean _ = Thread.interrupted();
    }
  }

  @Test
  void purgeEndsOnlyWhatLives() {
    var process = Scene.idle();
    var other = Scene.idle();
    ProcessTable.Running running = active.process(process.pid());
    ProcessTable.Running living = active.process(other.pid());
    Processes.exit(process.pid(), ExitReason.SHUTDOWN);

    assertThat(active.runtime().kill(running)).isFalse();
    assertThat(active.runtime().kill(living)).isTrue();
    assertThat(active.runtime().kill(living)).isFalse();

    assertThat(active.runtime().supervising().wasPurged(process.pid())).isFalse();
    assertThat(active.runtime().supervising().wasPurged(other.pid())).isTrue();
    assertThat(Scene.reason(process)).isEqualTo(ExitReason.SHUTDOWN);
    assertThat(Scene.reason(other)).isEqualTo(ExitReason.KILLED);
  }

  @Test
  void turnIsTheFirstOfItsVersionUntilItHasReturned() {
    var second = new Waiting("second", self(), stop());
    var first = new Waiting("first", self(), second);
    Pid pid = spawn(first);
    assertThat(receive(String.class, CAP)).contains("first");
    assertThat(active.process(pid).isFirstTurn()).isTrue();

    send(pid, "go on");

    assertThat(receive(String.class, CAP)).contains("second");
    assertThat(active.process(pid).isFirstTurn()).isFalse();
  }

  @Test
  void threadThatAsksWhenTheSystemHasStoppedIsEnded() {
    active.runtime().stop();

    assertThatThrownBy(() -> active.runtime().self())
        .isInstanceOfSatisfying(
            ProcessExit.class, exit -> assertThat(exit.reason()).isEqualTo(ExitReason.SHUTDOWN));
  }

  @Test
  void threadIsTheOneThatTheProcessRunsOn() throws Exception {
    boolean same = inProcess(() -> active.process(self()).thread() == Thread.currentThread());

    assertThat(same).isTrue();
  }

  @Test
  void turnIsTheOneThatRuns() {
    var second = new Waiting("second", self(), stop());
    var first = new Waiting("first", self(), second);
    Pid pid = spawn(first);

    assertThat(receive(String.class, CAP)).contains("first");
    assertThat(turn(pid)).containsSame(first);
    send(pid, "go on");

    assertThat(receive(String.class, CAP)).contains("second");
    assertThat(turn(pid)).containsSame(second);
  }

  @Test
  void threadThatIsNoProcessHasNoTurn() {
    assertThat(turn(self())).isEmpty();
  }

  @Test
  void sessionHasNoTurn() throws Exception {
    Pid session = active.runtime().runAs(this, Processes::self);

    assertThat(turn(session)).isEmpty();
  }

  @Test
  void newProcessWithALocalCallHasItsTurnBeforeItRuns() {
    var local = new Waiting("local", self(), stop());

    Pid pid = spawn(local);

    assertThat(turn(pid)).containsSame(local);
  }

  @Test
  void livingCallerPassesTheCheck() {
    assertThatCode(active.runtime()::checkCaller).doesNotThrowAnyException();
    assertThat(Processes.isAlive(self())).isTrue();
  }
}
