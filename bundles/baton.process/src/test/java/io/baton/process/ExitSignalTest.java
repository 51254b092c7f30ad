package io.baton.process;

import static io.baton.api.process.ExitReason.KILL;
import static io.baton.api.process.ExitReason.KILLED;
import static io.baton.api.process.ExitReason.NORMAL;
import static io.baton.api.process.ExitReason.SHUTDOWN;
import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawnMonitor;
import static io.baton.api.process.Processes.trapExits;
import static io.baton.fixtures.Await.CAP;
import static io.baton.process.Scene.endOf;
import static io.baton.process.Scene.idle;
import static io.baton.process.Scene.inProcess;
import static io.baton.process.Scene.once;
import static io.baton.process.Scene.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.baton.api.process.Exit;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Spawned;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ExitSignalTest {
  private static final ExitReason FOO = ExitReason.of("foo");

  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  /** Spawns a process that traps exits and forwards its messages to the test. */
  private static Spawned trapping() {
    Pid test = self();
    Spawned process =
        spawnMonitor(
            once(() -> {
              trapExits(true);
              send(test, "traps");
              while (true) {
                send(test, receive(Exit.class));
              }
            }));
    assertThat(receive(String.class, CAP)).contains("traps");
    return process;
  }

  @Test
  void normalIsIgnoredByAProcessThatDoesNotTrap() {
    Pid other = idle().pid();

    exit(other, NORMAL);

    assertThat(isAlive(other)).isTrue();
  }

  @Test
  void shutdownEndsAProcessThatDoesNotTrap() {
    Spawned other = idle();

    exit(other.pid(), SHUTDOWN);

    assertThat(reason(other)).isEqualTo(SHUTDOWN);
  }

  @Test
  void anyOtherReasonEndsAProcessThatDoesNotTrap() {
    Spawned other = idle();

    exit(other.pid(), FOO);

    assertThat(reason(other)).isEqualTo(FOO);
  }

  @Test
  void killEndsAProcessThatDoesNotTrapWithReasonKilled() {
    Spawned other = idle();

    exit(other.pid(), KILL);

    assertThat(reason(other)).isEqualTo(KILLED);
  }

  @Test
  void normalIsAMessageToAProcessThatTraps() {
    Spawned other = trapping();

    exit(other.pid(), NORMAL);

    assertThat(receive(Exit.class, CAP)).contains(new Exit(self(), NORMAL));
    assertThat(isAlive(other.pid())).isTrue();
  }

  @Test
  void anyOtherReasonIsAMessageToAProcessThatTraps() {
    Spawned other = trapping();

    exit(other.pid(), SHUTDOWN);
    exit(other.pid(), FOO);

    assertThat(receive(Exit.class, CAP)).contains(new Exit(self(), SHUTDOWN));
    assertThat(receive(Exit.class, CAP)).contains(new Exit(self(), FOO));
    assertThat(isAlive(other.pid())).isTrue();
  }

  @Test
  void killCannotBeTrapped() {
    Spawned other = trapping();

    exit(other.pid(), KILL);

    assertThat(reason(other)).isEqualTo(KILLED);
    assertThat(receive(Exit.class, Duration.ZERO)).isEmpty();
  }

  @Test
  void killedIsAReasonLikeAnyOther() {
    Spawned other = trapping();

    exit(other.pid(), KILLED);

    assertThat(receive(Exit.class, CAP)).contains(new Exit(self(), KILLED));
  }

  @Test
  void receiverHasEndedWhenExitReturns() {
    Spawned other = idle();

    exit(other.pid(), SHUTDOWN);

    assertThat(isAlive(other.pid())).isFalse();
  }

  @Test
  void receiverHasTheMessageWhenExitReturns() {
    trapExits(true);

    exit(self(), SHUTDOWN);

    assertThat(receive(Exit.class, Duration.ZERO)).contains(new Exit(self(), SHUTDOWN));
  }

  @Test
  void normalFromTheProcessItselfEndsIt() {
    assertThat(endOf(ExitSignalTest::exitNormallyAndFail)).isEqualTo(NORMAL);
  }

  private static void exitNormallyAndFail() {
    exit(self(), NORMAL);
    throw new IllegalStateException("still there");
  }

  @Test
  void normalFromTheProcessItselfIsAMessageIfItTraps() throws Exception {
    Optional<ExitReason> trapped =
        inProcess(() -> {
          trapExits(true);
          exit(self(), NORMAL);
          return receive(Exit.class, Duration.ZERO).map(Exit::reason);
        });

    assertThat(trapped).contains(NORMAL);
  }

  @Test
  void killFromTheProcessItselfEndsItWithReasonKilled() {
    ExitReason reason =
        endOf(() -> {
          trapExits(true);
          exit(self(), KILL);
          throw new IllegalStateException("still there");
        });

    assertThat(reason).isEqualTo(KILLED);
  }

  @Test
  void exitEndsTheCallerWithTheReasonGiven() {
    assertThat(endOf(() -> exit(FOO))).isEqualTo(FOO);
    assertThat(endOf(() -> exit(NORMAL))).isEqualTo(NORMAL);
  }

  @Test
  void exitWithReasonKillIsReasonKill() {
    assertThat(endOf(() -> exit(KILL))).isEqualTo(KILL);
  }

  @Test
  void exitEndsTheCallerAlsoIfItTraps() {
    ExitReason reason =
        endOf(() -> {
          trapExits(true);
          exit(FOO);
        });

    assertThat(reason).isEqualTo(FOO);
  }

  @Test
  void signalToAnEndedProcessIsNoError() {
    Spawned ended = spawnMonitor(once(() -> {}));
    reason(ended);

    assertThatCode(() -> exit(ended.pid(), KILL)).doesNotThrowAnyException();
  }

  @Test
  void firstReasonCounts() {
    Spawned other = idle();

    exit(other.pid(), FOO);
    exit(other.pid(), KILL);

    assertThat(reason(other)).isEqualTo(FOO);
  }
}
