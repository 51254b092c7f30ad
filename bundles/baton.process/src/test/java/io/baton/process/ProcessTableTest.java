package io.baton.process;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.api.process.Processes.spawnMonitor;
import static io.baton.api.process.Processes.stop;
import static io.baton.process.Scene.CAP;
import static io.baton.process.Scene.inProcess;
import static io.baton.process.Scene.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.spi.ProcessTable;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the code server sees of processes. */
class ProcessTableTest {
  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  /** A captured local call; its turn tells the test that it runs, and waits. */
  private record Waiting(String name, Pid test, Next next) implements Next.Call, Next.Turn {
    @Override
    public Next.Turn bind() {
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

  private Optional<Next.Turn> turn(Pid pid) {
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

    Scene.until(() -> active.runtime().running().stream().noneMatch(p -> p.pid() == process.pid()));

    assertThat(active.runtime().running()).hasSize(1);
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
