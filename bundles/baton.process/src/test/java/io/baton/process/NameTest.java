package io.baton.process;

import static io.baton.api.process.ExitReason.SHUTDOWN;
import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.register;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.spawnMonitor;
import static io.baton.api.process.Processes.unregister;
import static io.baton.api.process.Processes.whereis;
import static io.baton.process.Scene.endOf;
import static io.baton.process.Scene.idle;
import static io.baton.process.Scene.once;
import static io.baton.process.Scene.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.process.Down;
import io.baton.api.process.Pid;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class NameTest {
  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  @Test
  void registeredProcessIsFoundByItsName() {
    Pid pid = idle().pid();

    register("clock", pid);

    assertThat(whereis("clock")).contains(pid);
    assertThat(active.process(pid).name()).contains("clock");
  }

  @Test
  void freeNameIsEmpty() {
    assertThat(whereis("clock")).isEmpty();
  }

  @Test
  void processMayRegisterItself() {
    register("test", self());

    assertThat(whereis("test")).contains(self());
  }

  @Test
  void nameThatIsTakenIsRefusedAndNothingHasChanged() {
    Pid first = idle().pid();
    Pid second = idle().pid();
    register("clock", first);

    assertThatThrownBy(() -> register("clock", second))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("clock is taken by " + first);

    assertThat(whereis("clock")).contains(first);
    assertThat(active.process(second).name()).isEmpty();
  }

  @Test
  void endedProcessIsRefused() {
    var ended = spawnMonitor(once(() -> {}));
    reason(ended);

    assertThatThrownBy(() -> register("clock", ended.pid()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(ended.pid() + " has ended: it cannot be registered as clock");

    assertThat(whereis("clock")).isEmpty();
  }

  @Test
  void secondNameOfAProcessIsRefused() {
    Pid pid = idle().pid();
    register("clock", pid);

    assertThatThrownBy(() -> register("watch", pid))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(pid + " has ended or has a name already");

    assertThat(whereis("clock")).contains(pid);
    assertThat(whereis("watch")).isEmpty();
  }

  @Test
  void blankNameIsRefused() {
    Pid pid = idle().pid();

    assertThatThrownBy(() -> register(" ", pid))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a registered name must not be blank");
  }

  @Test
  void killedProcessFreesItsNameBeforeDownIsSeen() {
    for (int i = 0; i < 1_000; i++) {
      var process = idle();
      register("clock", process.pid());
      exit(process.pid(), SHUTDOWN);

      assertThat(receive(Down.class, Duration.ZERO)).isPresent();
      assertThat(whereis("clock")).isEmpty();
    }
  }

  @Test
  void processThatEndsByItselfFreesItsNameBeforeDownIsSeen() {
    for (int i = 0; i < 1_000; i++) {
      endOf(() -> register("clock", self()));

      assertThat(whereis("clock")).isEmpty();
    }
  }

  @Test
  void freedNameMayBeTakenByAnother() {
    var first = idle();
    register("clock", first.pid());
    exit(first.pid(), SHUTDOWN);
    Pid second = idle().pid();

    register("clock", second);

    assertThat(whereis("clock")).contains(second);
  }

  @Test
  void unregisterFreesTheNameAndTheProcess() {
    Pid pid = idle().pid();
    register("clock", pid);

    unregister("clock");

    assertThat(whereis("clock")).isEmpty();
    register("watch", pid);
    assertThat(whereis("watch")).contains(pid);
  }

  @Test
  void unregisterOfAFreeNameIsRefused() {
    assertThatThrownBy(() -> unregister("clock"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no process is registered as clock");
  }
}
