package io.baton.process;

import static io.baton.api.process.ExitReason.KILL;
import static io.baton.api.process.ExitReason.KILLED;
import static io.baton.api.process.ExitReason.NOPROC;
import static io.baton.api.process.ExitReason.SHUTDOWN;
import static io.baton.api.process.Processes.demonitor;
import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.monitor;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.api.process.Processes.spawnMonitor;
import static io.baton.fixtures.Await.CAP;
import static io.baton.process.Scene.Never;
import static io.baton.process.Scene.inProcess;
import static io.baton.process.Scene.once;
import static io.baton.process.Scene.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.baton.api.process.Down;
import io.baton.api.process.MonitorRef;
import io.baton.api.process.Pid;
import io.baton.api.process.Spawned;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class MonitorTest {
  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  private static Pid waiting() {
    return spawn(once(() -> receive(Never.class)));
  }

  private static Optional<Down> down() {
    return receive(Down.class, Duration.ZERO);
  }

  @Test
  void endIsReportedOnce() {
    Pid other = waiting();
    MonitorRef ref = monitor(other);

    exit(other, SHUTDOWN);

    assertThat(down()).contains(new Down(ref, other, SHUTDOWN));
    assertThat(down()).isEmpty();
  }

  @Test
  void everyMonitorOfOneProcessIsNotified() {
    Pid other = waiting();
    MonitorRef first = monitor(other);
    MonitorRef second = monitor(other);

    exit(other, SHUTDOWN);

    assertThat(List.of(down().orElseThrow(), down().orElseThrow()))
        .containsExactlyInAnyOrder(
            new Down(first, other, SHUTDOWN), new Down(second, other, SHUTDOWN));
    assertThat(down()).isEmpty();
  }

  @Test
  void numbersOfMonitorsAreUnique() {
    Pid other = waiting();

    assertThat(monitor(other)).isNotEqualTo(monitor(other));
  }

  @Test
  void monitorOfAnEndedProcessTellsNoprocAtOnce() {
    Spawned ended = spawnMonitor(once(() -> {}));
    reason(ended);

    MonitorRef ref = monitor(ended.pid());

    assertThat(down()).contains(new Down(ref, ended.pid(), NOPROC));
  }

  @Test
  void killedProcessIsSeenAsKilled() {
    Pid other = waiting();
    MonitorRef ref = monitor(other);

    exit(other, KILL);

    assertThat(down()).contains(new Down(ref, other, KILLED));
  }

  @Test
  void everyWatcherIsNotified() {
    Pid other = waiting();
    Pid test = self();
    for (int i = 0; i < 10; i++) {
      spawn(() -> {
        monitor(other);
        send(test, "watches");
        send(test, receive(Down.class).reason());
      });
    }
    for (int i = 0; i < 10; i++) {
      assertThat(receive(String.class, CAP)).isPresent();
    }

    exit(other, SHUTDOWN);

    for (int i = 0; i < 10; i++) {
      assertThat(receive(Object.class, CAP)).contains(SHUTDOWN);
    }
  }

  @Test
  void endOfTheWatcherDoesNotConcernTheOther() throws Exception {
    Pid other = waiting();

    inProcess(() -> monitor(other));

    assertThat(isAlive(other)).isTrue();
  }

  @Test
  void monitorOfItselfNotifiesNoProcess() {
    Spawned process =
        spawnMonitor(
            once(() -> {
              monitor(self());
              exit(SHUTDOWN);
            }));

    assertThat(reason(process)).isEqualTo(SHUTDOWN);
  }

  @Test
  void noMessageComesAfterDemonitor() {
    Pid other = waiting();
    MonitorRef ref = monitor(other);

    demonitor(ref);
    exit(other, SHUTDOWN);

    assertThat(down()).isEmpty();
  }

  @Test
  void demonitorTakesTheMessageOutOfTheMailboxAndNoOther() {
    Pid other = waiting();
    MonitorRef first = monitor(other);
    MonitorRef second = monitor(other);
    exit(other, SHUTDOWN);

    demonitor(first);

    assertThat(down()).contains(new Down(second, other, SHUTDOWN));
    assertThat(down()).isEmpty();
  }

  @Test
  void demonitorFindsAMessageThatWasSkippedBefore() {
    Pid other = waiting();
    MonitorRef ref = monitor(other);
    exit(other, SHUTDOWN);
    assertThat(receive(Never.class, Duration.ZERO)).isEmpty();

    demonitor(ref);

    assertThat(down()).isEmpty();
  }

  @Test
  void demonitorOfAnUnknownMonitorDoesNothing() {
    assertThatCode(() -> demonitor(new MonitorRef(4711))).doesNotThrowAnyException();
  }

  @Test
  void monitorOfAnotherProcessIsNotOursToRemove() throws Exception {
    Pid other = waiting();
    MonitorRef ref = monitor(other);

    inProcess(() -> {
      demonitor(ref);
      return ref;
    });
    exit(other, SHUTDOWN);

    assertThat(down()).contains(new Down(ref, other, SHUTDOWN));
  }
}
