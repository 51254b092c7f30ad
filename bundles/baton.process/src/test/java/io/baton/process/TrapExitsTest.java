package io.baton.process;

import static io.baton.api.process.ExitReason.SHUTDOWN;
import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.link;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.trapExits;
import static io.baton.process.Scene.endOf;
import static io.baton.process.Scene.idle;
import static io.baton.process.Scene.inProcess;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Down;
import io.baton.api.process.Exit;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Spawned;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TrapExitsTest {
  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  @Test
  void newProcessDoesNotTrap() throws Exception {
    boolean before = inProcess(() -> trapExits(true));

    assertThat(before).isFalse();
  }

  @Test
  void saysWhatItWasBefore() throws Exception {
    List<Boolean> before =
        inProcess(() -> List.of(trapExits(true), trapExits(true), trapExits(false)));

    assertThat(before).containsExactly(false, true, true);
  }

  @Test
  void processThatStopsTrappingEndsAgain() {
    ExitReason reason =
        endOf(() -> {
          trapExits(true);
          exit(self(), ExitReason.of("trapped"));
          receive(Exit.class, Duration.ZERO);
          trapExits(false);
          exit(self(), SHUTDOWN);
        });

    assertThat(reason).isEqualTo(SHUTDOWN);
  }

  /** Erlang does not promise it, and always does it. */
  @Test
  void processThatIsLinkedAndMonitorsGetsTheExitSignalFirst() throws Exception {
    List<Object> mail =
        inProcess(() -> {
          trapExits(true);
          Spawned other = idle();
          link(other.pid());
          exit(other.pid(), SHUTDOWN);
          return List.of(receive(Object.class), receive(Object.class));
        });

    assertThat(mail).hasExactlyElementsOfTypes(Exit.class, Down.class);
  }
}
