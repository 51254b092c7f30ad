package io.baton.process;

import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.monitor;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.spi.CapturedCall;
import io.baton.spi.ProcessTable.Running;
import io.baton.spi.Turn;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which processes a load of a module looks at. */
class AffectedProcessesTest {
  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  /** Tells that it has begun, waits for a message, and continues with that. */
  private record Waits(@Nullable String affectedBy, Pid test) implements CapturedCall, Turn {
    @Override
    public Turn bind() {
      return this;
    }

    @Override
    public Next run() {
      send(test, "waits");
      return receive(Next.class);
    }

    @Override
    public boolean upToDate() {
      return true;
    }

    @Override
    public @Nullable ClassLoader code() {
      return null;
    }
  }

  private static Waits turn(@Nullable String module) {
    return new Waits(module, self());
  }

  private static Pid waiting(@Nullable String module) {
    Pid pid = spawn(turn(module));
    var _ = receive(String.class);
    return pid;
  }

  private static void goOn(Pid pid, @Nullable String module) {
    send(pid, turn(module));
    var _ = receive(String.class);
  }

  private List<Pid> found(String module) {
    return active.runtime().living(module).stream().map(Running::pid).toList();
  }

  @Test
  void loadLooksAtProcessesOfItsModuleOnly() {
    Pid one = waiting("one");
    Pid other = waiting("other");
    Pid _ = waiting(null);

    assertThat(found("one")).containsExactly(one);
    assertThat(found("other")).containsExactly(other);
    assertThat(found("third")).isEmpty();
  }

  @Test
  void processIsFoundByTheModuleThatItHasGoneOnIn() {
    Pid pid = waiting("one");

    goOn(pid, "other");

    assertThat(found("one")).isEmpty();
    assertThat(found("other")).containsExactly(pid);
  }

  @Test
  void processIsStillFoundAfterFurtherTurnsOfItsModule() {
    Pid pid = waiting("one");

    goOn(pid, new String("one"));

    assertThat(found("one")).containsExactly(pid);
  }

  @Test
  void processThatHasLeftAllModulesIsNotFound() {
    Pid pid = waiting("one");

    goOn(pid, null);

    assertThat(found("one")).isEmpty();
  }

  @Test
  void processThatMayRunAnyModuleIsFoundByEach() {
    Pid any = waiting(Turn.EVERY_MODULE);
    Pid one = waiting("one");

    assertThat(found("one")).containsExactly(one, any);
    assertThat(found("other")).containsExactly(any);
  }

  @Test
  void processThatHasEndedIsNotFound() {
    Pid pid = waiting("one");
    var _ = monitor(pid);

    exit(pid, ExitReason.KILL);
    var _ = receive(Down.class);

    assertThat(found("one")).isEmpty();
  }
}
