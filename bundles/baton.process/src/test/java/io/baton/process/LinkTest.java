package io.baton.process;

import static io.baton.api.process.ExitReason.KILL;
import static io.baton.api.process.ExitReason.KILLED;
import static io.baton.api.process.ExitReason.NOPROC;
import static io.baton.api.process.ExitReason.NORMAL;
import static io.baton.api.process.ExitReason.SHUTDOWN;
import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.link;
import static io.baton.api.process.Processes.monitor;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawnLink;
import static io.baton.api.process.Processes.spawnMonitor;
import static io.baton.api.process.Processes.trapExits;
import static io.baton.api.process.Processes.unlink;
import static io.baton.fixtures.Await.CAP;
import static io.baton.process.Scene.endOf;
import static io.baton.process.Scene.idle;
import static io.baton.process.Scene.inProcess;
import static io.baton.process.Scene.once;
import static io.baton.process.Scene.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Down;
import io.baton.api.process.Exit;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Spawned;
import io.baton.fixtures.Await;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LinkTest {
  private static final ExitReason FOO = ExitReason.of("foo");

  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  /** A process that is linked to another and waits. */
  private static Spawned linkedTo(Pid other) {
    Pid test = self();
    Spawned process =
        spawnMonitor(
            once(() -> {
              link(other);
              send(test, "linked");
              receive(Scene.Never.class);
            }));
    assertThat(receive(String.class, CAP)).contains("linked");
    return process;
  }

  private static Spawned ended() {
    Spawned ended = spawnMonitor(once(() -> {}));
    reason(ended);
    return ended;
  }

  @Test
  void endOfTheOtherEndsTheOneThatLinked() {
    Spawned other = idle();
    Spawned one = linkedTo(other.pid());

    exit(other.pid(), FOO);

    assertThat(reason(one)).isEqualTo(FOO);
  }

  @Test
  void endOfTheOneThatLinkedEndsTheOther() {
    Spawned other = idle();
    Spawned one = linkedTo(other.pid());

    exit(one.pid(), FOO);

    assertThat(reason(other)).isEqualTo(FOO);
  }

  @Test
  void everyoneConcernedHasEndedWhenExitReturns() {
    Spawned other = idle();
    Spawned one = linkedTo(other.pid());

    exit(other.pid(), FOO);

    assertThat(isAlive(one.pid())).isFalse();
  }

  @Test
  void normalEndIsIgnoredByALinkedProcessThatDoesNotTrap() throws Exception {
    boolean alive =
        inProcess(() -> {
          Pid child = spawnLink(once(() -> {}));
          Await.until(() -> !isAlive(child));
          return isAlive(self());
        });

    assertThat(alive).isTrue();
  }

  @Test
  void everyEndIsAMessageToALinkedProcessThatTraps() {
    trapExits(true);

    Pid normal = spawnLink(once(() -> {}));
    Exit first = receive(Exit.class, CAP).orElseThrow();
    Pid foo = spawnLink(once(() -> exit(FOO)));
    Exit second = receive(Exit.class, CAP).orElseThrow();

    assertThat(first).isEqualTo(new Exit(normal, NORMAL));
    assertThat(second).isEqualTo(new Exit(foo, FOO));
  }

  @Test
  void killedProcessIsSeenAsKilledThroughALink() {
    trapExits(true);
    Pid child = spawnLink(once(() -> receive(Scene.Never.class)));

    exit(child, KILL);

    assertThat(receive(Exit.class, Duration.ZERO)).contains(new Exit(child, KILLED));
  }

  @Test
  void reasonKillIsAnOrdinaryReasonThroughALink() {
    trapExits(true);

    Pid child = spawnLink(once(() -> exit(KILL)));

    assertThat(receive(Exit.class, CAP)).contains(new Exit(child, KILL));
  }

  @Test
  void reasonKillThroughALinkEndsWithReasonKillIfNotTrapped() {
    ExitReason reason =
        endOf(() -> {
          spawnLink(once(() -> exit(KILL)));
          receive(Scene.Never.class);
        });

    assertThat(reason).isEqualTo(KILL);
  }

  @Test
  void linksAreNotCounted() {
    Spawned other = idle();
    ExitReason reason =
        endOf(() -> {
          link(other.pid());
          link(other.pid());
          unlink(other.pid());
          exit(other.pid(), FOO);
        });

    assertThat(reason).isEqualTo(NORMAL);
  }

  @Test
  void linkFromBothSidesIsOneLink() {
    trapExits(true);
    Spawned other = linkedTo(self());
    link(other.pid());

    exit(other.pid(), FOO);

    assertThat(receive(Exit.class, Duration.ZERO)).contains(new Exit(other.pid(), FOO));
    assertThat(receive(Exit.class, Duration.ZERO)).isEmpty();
  }

  @Test
  void nothingComesThroughALinkThatWasRemoved() {
    trapExits(true);
    Pid child = spawnLink(once(() -> receive(Scene.Never.class)));
    unlink(child);

    exit(child, FOO);

    assertThat(receive(Exit.class, Duration.ZERO)).isEmpty();
  }

  @Test
  void unlinkRemovesBothDirections() {
    Spawned other = idle();

    ExitReason reason =
        endOf(() -> {
          link(other.pid());
          unlink(other.pid());
          exit(FOO);
        });

    assertThat(reason).isEqualTo(FOO);
    assertThat(isAlive(other.pid())).isTrue();
  }

  @Test
  void messageThatHasComeStaysAfterUnlink() {
    trapExits(true);
    Pid child = spawnLink(once(() -> receive(Scene.Never.class)));
    exit(child, FOO);

    unlink(child);

    assertThat(receive(Exit.class, Duration.ZERO)).contains(new Exit(child, FOO));
  }

  @Test
  void unlinkWithoutALinkDoesNothing() {
    Spawned other = idle();

    unlink(other.pid());
    unlink(ended().pid());

    assertThat(isAlive(other.pid())).isTrue();
  }

  @Test
  void linkToAnEndedProcessEndsTheCallerWithNoproc() {
    Spawned ended = ended();

    ExitReason reason = endOf(() -> link(ended.pid()));

    assertThat(reason).isEqualTo(NOPROC);
  }

  @Test
  void linkToAnEndedProcessIsAMessageToACallerThatTraps() {
    Spawned ended = ended();
    trapExits(true);

    link(ended.pid());

    assertThat(receive(Exit.class, Duration.ZERO)).contains(new Exit(ended.pid(), NOPROC));
  }

  @Test
  void linkToItselfDoesNothing() {
    ExitReason reason =
        endOf(() -> {
          link(self());
          exit(SHUTDOWN);
        });

    assertThat(reason).isEqualTo(SHUTDOWN);
  }

  @Test
  void chainOfAHundredThousandLinkedProcessesEndsWithoutOverflow() {
    Pid test = self();
    Spawned first = spawnMonitor(once(() -> chain(100_000, test)));
    Pid last = receive(Pid.class, CAP).orElseThrow();
    monitor(last);

    exit(first.pid(), FOO);

    assertThat(reason(first)).isEqualTo(FOO);
    assertThat(receive(Down.class, Duration.ZERO).map(Down::reason)).contains(FOO);
  }

  private static void chain(int length, Pid test) {
    if (length == 1) {
      send(test, self());
    } else {
      spawnLink(once(() -> chain(length - 1, test)));
    }
    receive(Scene.Never.class);
  }
}
