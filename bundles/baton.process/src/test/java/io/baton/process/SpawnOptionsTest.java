package io.baton.process;

import static io.baton.api.process.ExitReason.KILL;
import static io.baton.api.process.ExitReason.KILLED;
import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.link;
import static io.baton.api.process.Processes.monitor;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.api.process.Processes.spawnMonitor;
import static io.baton.api.process.Processes.trapExits;
import static io.baton.api.process.Processes.whereis;
import static io.baton.fixtures.Await.CAP;
import static io.baton.fixtures.Await.until;
import static io.baton.process.Scene.endOf;
import static io.baton.process.Scene.once;
import static io.baton.process.Scene.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.process.Down;
import io.baton.api.process.Exit;
import io.baton.api.process.MailboxFullException;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.process.SpawnOptions;
import io.baton.api.process.SpawnOptions.WhenFull;
import io.baton.process.mailbox.MailboxBound;
import io.baton.process.state.LocalProcess;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SpawnOptionsTest {
  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  private static Pid idle(SpawnOptions options) {
    return spawn(once(() -> receive(Scene.Never.class)), options);
  }

  private long dropped(Pid pid) {
    return active.process(pid).mailbox().dropped();
  }

  @Test
  void nameIsThereBeforeTheProcessRuns() {
    Pid test = self();

    Pid pid = spawn(once(() -> send(test, whereis("clock"))), SpawnOptions.NONE.named("clock"));

    assertThat(receive(Optional.class, CAP)).contains(Optional.of(pid));
  }

  @Test
  void nameThatIsTakenIsRefusedAndNoProcessIsStarted() {
    Pid owner = idle(SpawnOptions.NONE.named("clock"));
    var runs = new AtomicInteger();
    self();
    int before = active.runtime().running().size();

    assertThatThrownBy(
            () -> spawn(once(runs::incrementAndGet), SpawnOptions.NONE.named("clock").link()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("clock is taken by " + owner);

    assertThat(active.runtime().running()).hasSize(before);
    assertThat(runs).hasValue(0);
    assertThat(whereis("clock")).contains(owner);
  }

  @Test
  void linkedProcessEndsWithItsParent() {
    Pid test = self();
    var parent =
        spawnMonitor(
            once(() -> {
              Pid child = idle(SpawnOptions.NONE.link());
              send(test, child);
              receive(Scene.Never.class);
            }));
    Pid child = receive(Pid.class, CAP).orElseThrow();
    var ref = monitor(child);

    exit(parent.pid(), KILL);

    assertThat(receive(Down.class, down -> down.ref().equals(ref)).reason()).isEqualTo(KILLED);
  }

  @Test
  void linkAndMonitorBothTellTheEnd() {
    trapExits(true);
    var process = spawnMonitor(once(() -> {}), SpawnOptions.NONE.link());

    assertThat(reason(process)).hasToString("normal");
    assertThat(receive(Exit.class, CAP).orElseThrow().from()).isEqualTo(process.pid());
  }

  @Test
  void fullMailboxRefusesAndTheSenderKnows() {
    Pid pid = idle(SpawnOptions.NONE.bounded(2, WhenFull.REFUSE));
    send(pid, 1);
    send(pid, 2);

    assertThatThrownBy(() -> send(pid, 3))
        .isInstanceOf(MailboxFullException.class)
        .hasMessage("the mailbox is full: its process lets at most 2 messages wait");

    assertThat(dropped(pid)).isEqualTo(1);
    assertThat(active.process(pid).mailbox().length()).isEqualTo(2);
  }

  @Test
  void fullMailboxDropsAndCounts() {
    Pid pid = idle(SpawnOptions.NONE.bounded(2, WhenFull.DROP));

    for (int i = 0; i < 5; i++) {
      send(pid, i);
    }

    assertThat(dropped(pid)).isEqualTo(3);
  }

  @Test
  void messageThatWasTakenMakesRoom() {
    Pid test = self();
    Pid pid =
        spawn(
            once(() -> {
              while (true) {
                send(test, receive(Integer.class));
              }
            }),
            SpawnOptions.NONE.bounded(1, WhenFull.REFUSE));

    for (int i = 0; i < 100; i++) {
      send(pid, i);
      assertThat(receive(Integer.class, CAP)).contains(i);
    }
    assertThat(dropped(pid)).isZero();
  }

  @Test
  void whatTheSystemSendsAlwaysGetsIn() {
    Pid test = self();
    Pid other = Scene.idle().pid();
    Pid pid =
        spawn(
            once(() -> {
              trapExits(true);
              link(other);
              monitor(other);
              send(test, "ready");
              receive(Exit.class);
              receive(Down.class);
              send(test, "told");
            }),
            SpawnOptions.NONE.bounded(1, WhenFull.REFUSE));
    assertThat(receive(String.class, CAP)).contains("ready");
    send(pid, 1);

    exit(other, KILL);

    assertThat(receive(String.class, CAP)).contains("told");
  }

  @Test
  void demonitorMakesRoomToo() {
    var pid = Scene.idle().pid();
    exit(pid, KILL);

    assertThat(
            endOf(() -> {
              LocalProcess me = active.process(self());
              me.mailbox().bound(new MailboxBound(1, WhenFull.REFUSE));
              var ref = monitor(pid);
              assertThatThrownBy(() -> send(self(), 1)).isInstanceOf(MailboxFullException.class);
              Processes.demonitor(ref);
              send(self(), 1);
              assertThat(receive(Integer.class, Duration.ZERO)).contains(1);
            }))
        .hasToString("normal");
  }

  @Test
  void manySendersGetNoMoreInThanTheBound() throws Exception {
    Race.run(() ->
        new Race.Round() {
          private final Pid pid = idle(SpawnOptions.NONE.bounded(3, WhenFull.DROP));

          private void sendTwo() {
            send(pid, 1);
            send(pid, 2);
          }

          @Override
          public void here() {
            sendTwo();
          }

          @Override
          public void there() {
            sendTwo();
          }

          @Override
          public void check() {
            until(() -> active.process(pid).mailbox().length() == 3);
            assertThat(dropped(pid)).isEqualTo(1);
            exit(pid, KILL);
          }
        });
  }

  @Test
  void boundBelowOneIsRefused() {
    assertThatThrownBy(() -> SpawnOptions.NONE.bounded(0, WhenFull.DROP))
        .hasMessage("a mailbox must hold at least 1 message, was 0");
  }

  @Test
  void blankNameIsRefused() {
    assertThatThrownBy(() -> SpawnOptions.NONE.named(" "))
        .hasMessage("a registered name must not be blank");
    assertThatThrownBy(() -> SpawnOptions.NONE.named(""))
        .hasMessage("a registered name must not be blank");
  }
}
