package io.baton.process;

import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.api.process.Processes.spawnLink;
import static io.baton.api.process.Processes.trapExits;
import static io.baton.fixtures.Await.CAP;
import static io.baton.fixtures.Await.until;
import static io.baton.process.Scene.once;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Exit;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.spi.Supervising;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Processes that start others for another. */
class SupervisingTest {
  private static final ExitReason BROKEN = ExitReason.of("broken");

  @RegisterExtension private final ActiveRuntime active = new ActiveRuntime();

  private Supervising supervising;

  @BeforeEach
  void start() {
    supervising = active.runtime().supervising();
    boolean _ = trapExits(true);
  }

  private static Exit exitOf(Pid pid) {
    return receive(Exit.class, exit -> exit.from().equals(pid), CAP).orElseThrow();
  }

  @Test
  void childOfAHelperIsLinkedToTheParent() {
    Pid me = self();
    Supervising.Helper helper =
        supervising.spawnHelper(
            once(() ->
                send(
                    me,
                    spawnLink(
                        once(() -> {
                          throw Processes.exit(BROKEN);
                        })))));

    Pid child = receive(Pid.class, CAP).orElseThrow();

    assertThat(exitOf(child)).isEqualTo(new Exit(child, BROKEN));
    assertThat(exitOf(helper.pid())).isEqualTo(new Exit(helper.pid(), ExitReason.NORMAL));
    assertThat(helper.started()).containsExactly(child);
  }

  @Test
  void parentOfAHelpersChildIsTheHelpersParent() {
    Pid me = self();

    supervising.spawnHelper(once(() -> send(me, supervising.parent())));

    assertThat(receive(Pid.class, CAP)).contains(me);
    assertThat(supervising.parent()).isEqualTo(me);
  }

  @Test
  void helperThatHasEndedStartsNoProcess() throws InterruptedException {
    var begun = new CountDownLatch(1);
    Supervising.Helper helper =
        supervising.spawnHelper(
            once(() -> {
              begun.countDown();
              while (true) {
                var _ = spawnLink(once(() -> receive(Object.class)));
              }
            }));
    begun.await();

    exit(helper.pid(), ExitReason.KILL);
    helper.started().forEach(pid -> exit(pid, ExitReason.KILL));

    until(() -> active.runtime().running().size() == 1);
    assertThat(helper.started()).noneMatch(Processes::isAlive);
  }

  @Test
  void onlyAPurgeIsNotedAsOne() {
    Pid purged = spawn(() -> receive(Object.class));
    Pid killed = spawn(() -> receive(Object.class));
    Pid ended = spawn(() -> {});
    var process = active.process(purged);
    until(() -> !isAlive(ended));

    active.runtime().kill(process);
    exit(killed, ExitReason.KILL);

    assertThat(supervising.wasPurged(purged)).isTrue();
    assertThat(supervising.wasPurged(killed)).isFalse();
    assertThat(supervising.wasPurged(ended)).isFalse();
  }
}
