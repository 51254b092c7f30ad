package io.baton.otp.supervisor;

import static io.baton.otp.supervisor.Family.child;
import static io.baton.otp.supervisor.Family.event;
import static io.baton.otp.supervisor.Family.events;
import static io.baton.otp.supervisor.Family.many;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.Sys;
import io.baton.api.supervisor.Child;
import io.baton.api.supervisor.ChildResult;
import io.baton.api.supervisor.ChildSpec;
import io.baton.api.supervisor.Restart;
import io.baton.api.supervisor.Shutdown;
import io.baton.api.supervisor.Spec;
import io.baton.api.supervisor.Strategy;
import io.baton.api.supervisor.Supervisor;
import io.baton.api.supervisor.SupervisorSpec;
import io.baton.api.supervisor.Supervisors;
import io.baton.otp.Node;
import io.baton.otp.request.Message;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** A supervisor whose specification changes with its module: observation n3 of a real one. */
class SpecChangeTest {
  private final Family family = new Family();
  private Pid supervisor;

  /** A version of the module. */
  record Version(Supplier<Spec> spec) implements Supervisor<String> {
    @Override
    public Spec init(String argument) {
      return spec.get();
    }
  }

  private void load(Supplier<Spec> spec) {
    family.node.load("tree", new Version(spec));
  }

  /** The specification is made here: its children tell the test. */
  private void load(Spec spec) {
    load(() -> spec);
  }

  private void start(SupervisorSpec spec) {
    load(spec);
    supervisor = Node.pid(Supervisors.start("tree", "x", ServerOptions.NONE));
  }

  /** Sends what the code server sends after a load. */
  private void look() {
    Processes.send(supervisor, new Message.Look(new CountDownLatch(0)));
  }

  private List<ChildSpec> specs() {
    Supervisors children = Supervisors.of(supervisor);
    return children.whichChildren().stream()
        .map(child -> children.getChildSpec(child.id()).orElseThrow())
        .toList();
  }

  @Test
  void whatIsNewIsAddedWhatIsKnownIsReplacedAndWhatIsMissingStays() {
    start(many(Strategy.ONE_FOR_ONE, child("a"), child("b")));
    Pid a = Family.pid(supervisor, "a");
    Pid b = Family.pid(supervisor, "b");
    ChildSpec patient = child("b").shutdown(Shutdown.infinity());

    load(many(Strategy.ONE_FOR_ALL, child("c"), patient));
    look();

    assertThat(specs()).containsExactly(child("c"), patient, child("a"));
    assertThat(Family.state(supervisor, "c")).isEqualTo(new Child.State.Stopped());
    assertThat(List.of(Family.pid(supervisor, "a"), Family.pid(supervisor, "b")))
        .containsExactly(a, b);
    assertThat(Family.seen(supervisor).strategy()).isEqualTo(Strategy.ONE_FOR_ALL);
    assertThat(events(2)).containsExactly("started a", "started b");
    assertThat(Family.told()).isEmpty();
  }

  @Test
  void aNewChildIsStartedByHand() {
    start(many(Strategy.ONE_FOR_ONE));
    load(many(Strategy.ONE_FOR_ONE, child("c")));
    look();

    ChildResult started = Supervisors.of(supervisor).restartChild("c");

    assertThat(started).isInstanceOf(ChildResult.Started.class);
  }

  @Test
  void aChildIsRestartedByTheSpecificationThatIsCurrentThen() {
    ChildSpec old = child("a");
    start(many(Strategy.ONE_FOR_ONE, old));
    event();
    ChildSpec other = old.start(child("other").start());

    load(many(Strategy.ONE_FOR_ONE, other));
    Family.end(Family.pid(supervisor, "a"), ExitReason.KILL);

    assertThat(event()).isEqualTo("started other");
  }

  @Test
  void theIntensityIsTaken() {
    start(SupervisorSpec.of(Strategy.ONE_FOR_ONE, child("a")).intensity(0, Duration.ofDays(1)));
    event();

    load(many(Strategy.ONE_FOR_ONE, child("a")));
    Family.end(Family.pid(supervisor, "a"), ExitReason.KILL);

    assertThat(event()).isEqualTo("started a");
  }

  @Test
  void sysChangesTheCodeOfASuspendedSupervisor() {
    start(many(Strategy.ONE_FOR_ONE));
    Sys sys = Sys.of(supervisor);
    sys.suspend();
    load(many(Strategy.ONE_FOR_ONE, child("c")));

    Sys.Changed changed = sys.changeCode("tree", "1.0.0", "");
    sys.resume();

    assertThat(changed).isEqualTo(new Sys.Changed.Ok());
    assertThat(Family.ids(supervisor)).containsExactly("c");
  }

  @Test
  void anImpossibleSpecificationIsNotTakenAndNamed() {
    start(many(Strategy.ONE_FOR_ONE, child("a")));
    Sys sys = Sys.of(supervisor);
    sys.suspend();
    load(many(Strategy.ONE_FOR_ONE, child("c"), child("c")));

    Sys.Changed changed = sys.changeCode("tree", "1.0.0", "");
    sys.resume();

    assertThat(changed.toString()).contains("two children have the id c");
    assertThat(Family.ids(supervisor)).containsExactly("a");
  }

  @Test
  void aSpecificationThatCannotBeMadeLeavesTheSupervisorAsItWas() {
    start(many(Strategy.ONE_FOR_ONE, child("a")));
    event();

    load(() -> {
      throw new IllegalStateException("no");
    });
    look();
    Family.end(Family.pid(supervisor, "a"), ExitReason.KILL);

    assertThat(event()).isEqualTo("started a");
  }

  @Test
  void theNextLoadRepairsIt() {
    start(many(Strategy.ONE_FOR_ONE, child("a")));
    load(many(Strategy.SIMPLE_ONE_FOR_ONE, child("a")));
    look();

    load(many(Strategy.ONE_FOR_ONE, child("a"), child("b")));
    look();

    assertThat(Family.ids(supervisor)).containsExactly("a", "b");
  }

  @Test
  void ignoreChangesNothing() {
    start(many(Strategy.ONE_FOR_ONE, child("a")));

    load(Spec.ignore());
    look();

    assertThat(Family.ids(supervisor)).containsExactly("a");
  }

  @Test
  void aSupervisorWhoseModuleIsDeletedGoesOn() {
    start(many(Strategy.ONE_FOR_ONE, child("a")));
    event();

    family.node.delete("tree");
    look();
    Family.end(Family.pid(supervisor, "a"), ExitReason.KILL);

    assertThat(event()).isEqualTo("started a");
  }

  /** Keeps children that were added later, which no specification names. */
  @Test
  void aChildThatWasAddedByHandStays() {
    start(many(Strategy.ONE_FOR_ONE));
    Supervisors.of(supervisor).startChild(child("x").restart(Restart.TRANSIENT));

    load(many(Strategy.ONE_FOR_ONE, child("c")));
    look();

    assertThat(Family.ids(supervisor)).containsExactly("c", "x");
  }
}
