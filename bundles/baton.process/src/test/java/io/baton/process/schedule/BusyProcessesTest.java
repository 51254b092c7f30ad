package io.baton.process.schedule;

import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.api.process.Processes.spawnMonitor;
import static io.baton.fixtures.Await.CAP;
import static io.baton.fixtures.Await.until;
import static io.baton.process.Scene.once;
import static io.baton.process.Scene.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Spawned;
import io.baton.process.ActiveRuntime;
import io.baton.process.reply.AwaitedReplies;
import io.baton.process.state.LocalProcess;
import io.baton.spi.Replies;
import io.baton.spi.Replies.Outcome;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Processes that communicate without a pause, and so spin before they park. */
class BusyProcessesTest {
  private static final int TIMES = 20;
  private static final int MANY = 1_000;
  private static final ExitReason BROKEN = ExitReason.of("broken");

  @RegisterExtension private final ActiveRuntime active = new ActiveRuntime();

  private record Ball(Pid from) {}

  private record Question(Replies.Slot slot) {}

  private static void play() {
    while (true) {
      send(receive(Ball.class).from(), new Ball(self()));
    }
  }

  private void hasTaken(Pid pid, long messages) {
    LocalProcess process = active.process(pid);
    until(() -> process.mailbox().taken() >= messages);
  }

  @RepeatedTest(TIMES)
  void spinningProcessEndsWhenItIsKilled() {
    Spawned one = spawnMonitor(once(BusyProcessesTest::play));
    Spawned other = spawnMonitor(once(BusyProcessesTest::play));
    send(one.pid(), new Ball(other.pid()));
    hasTaken(one.pid(), MANY);

    exit(one.pid(), ExitReason.KILL);
    exit(other.pid(), ExitReason.KILL);

    assertThat(reason(one)).isEqualTo(ExitReason.KILLED);
    assertThat(reason(other)).isEqualTo(ExitReason.KILLED);
  }

  @RepeatedTest(TIMES)
  void processThatHasPlayedWaitsWhenTheBallIsGone() {
    Spawned one = spawnMonitor(once(BusyProcessesTest::play));
    Spawned other = spawnMonitor(once(BusyProcessesTest::play));
    send(one.pid(), new Ball(other.pid()));
    hasTaken(one.pid(), MANY);

    exit(other.pid(), ExitReason.KILL);

    assertThat(reason(other)).isEqualTo(ExitReason.KILLED);
    until(() -> active.process(one.pid()).waitsFor().equals(Optional.of("receive Ball")));
  }

  @RepeatedTest(TIMES)
  void timeOutOfAProcessThatHasPlayedIsKept() {
    Pid other = spawn(BusyProcessesTest::play);
    for (int i = 0; i < MANY; i++) {
      send(other, new Ball(self()));
      receive(Ball.class);
    }

    assertThat(receive(Ball.class, Duration.ofMillis(1))).isEmpty();
  }

  @RepeatedTest(TIMES)
  void spinningCallerIsNotifiedOfTheEnd() {
    AwaitedReplies replies = active.runtime().replies();
    Spawned server =
        spawnMonitor(
            once(() -> {
              while (true) {
                receive(Question.class).slot().answer("yes");
              }
            }));
    Pid test = self();
    spawn(() -> {
      Outcome outcome;
      do {
        outcome = replies.ask(server.pid(), Question::new).await(CAP);
      } while (outcome.equals(new Outcome.Answered("yes")));
      send(test, outcome);
    });
    hasTaken(server.pid(), MANY);

    exit(server.pid(), BROKEN);

    assertThat(receive(Outcome.Ended.class, CAP))
        .hasValueSatisfying(end -> assertThat(end.reason()).isIn(BROKEN, ExitReason.NOPROC));
  }

  @Test
  void noProcessSpinsWhileOthersComputeOnAllCarriers() {
    var enough = new AtomicBoolean();
    for (int i = 0; i <= Runtime.getRuntime().availableProcessors(); i++) {
      spawn(() -> {
        while (!enough.get()) {
          Thread.onSpinWait();
        }
      });
    }

    until(BusyWait::carriersAreScarce);
    enough.set(true);

    until(() -> !BusyWait.carriersAreScarce());
  }
}
