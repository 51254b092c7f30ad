package io.baton.process;

import static io.baton.api.process.ExitReason.KILLED;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawnMonitor;
import static io.baton.api.process.Processes.whereis;
import static io.baton.fixtures.Await.CAP;
import static io.baton.fixtures.Await.until;
import static io.baton.process.Scene.once;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.SpawnOptions;
import io.baton.api.process.Spawned;
import io.baton.process.state.LocalProcess;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signals from one process to another arrive in the order of sending, the end is the last. */
class SignalOrderTest {
  private static final int ROUNDS = 1_000;

  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  @Test
  void nothingOfAKilledProcessComesAfterItsDown() {
    Pid test = self();
    for (int i = 0; i < ROUNDS; i++) {
      Spawned sender =
          spawnMonitor(
              once(() -> {
                while (true) {
                  send(test, "more");
                }
              }));
      LocalProcess known = active.process(sender.pid());
      assertThat(receive(String.class, CAP)).contains("more");

      active.runtime().kill(known);

      while (!(receive(Object.class) instanceof Down)) {
        // all that came before
      }
      until(known::isUnwound);
      assertThat(receive(Object.class, Duration.ZERO)).isEmpty();
    }
  }

  @Test
  void whatAProcessSentComesBeforeItsDown() {
    Pid test = self();
    for (int i = 0; i < ROUNDS; i++) {
      int last = i;
      Spawned sender = spawnMonitor(once(() -> send(test, last)));

      assertThat(receive(Object.class, CAP)).contains(last);
      assertThat(receive(Object.class, CAP))
          .contains(new Down(sender.ref(), sender.pid(), ExitReason.NORMAL));
    }
  }

  @Test
  void nameIsFreeWhenTheDownIsSeen() {
    for (int i = 0; i < ROUNDS; i++) {
      Spawned process =
          spawnMonitor(once(() -> receive(String.class)), SpawnOptions.NONE.named("clock"));
      send("clock", "end");

      Optional<Down> down = receive(Down.class, CAP);

      assertThat(down.map(Down::pid)).contains(process.pid());
      assertThat(whereis("clock")).isEmpty();
    }
  }

  @Test
  void nameOfAKilledProcessIsFreeWhenTheKillReturns() {
    for (int i = 0; i < ROUNDS; i++) {
      Spawned process =
          spawnMonitor(once(() -> receive(String.class)), SpawnOptions.NONE.named("clock"));

      active.runtime().kill(active.process(process.pid()));

      assertThat(whereis("clock")).isEmpty();
      assertThat(receive(Down.class, Duration.ZERO))
          .contains(new Down(process.ref(), process.pid(), KILLED));
    }
  }
}
