package io.baton.otp.statem;

import static io.baton.api.process.Processes.monitor;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.otp.Node.await;
import static io.baton.otp.statem.Recorder.data;
import static io.baton.otp.statem.Recorder.goes;
import static io.baton.otp.statem.Recorder.keeps;
import static io.baton.otp.statem.Recorder.start;
import static io.baton.otp.statem.Recorder.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.server.Servers;
import io.baton.api.server.Sys;
import io.baton.api.statem.Action;
import io.baton.api.statem.Timer;
import io.baton.api.statem.Transition;
import io.baton.fixtures.Await;
import io.baton.otp.Node;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When the time-outs of a state machine come. */
class StateMachineTimeoutTest {
  private static final ExitReason BYE = ExitReason.of("bye");
  private static final Duration SHORT = Duration.ofMillis(5);
  private static final Duration LATER = Duration.ofMillis(25);

  private final Node node = new Node();
  private final Recorder.Data data = data();

  @BeforeEach
  void loadTheRecorder() {
    node.load("recorder", new Recorder());
  }

  @Test
  void aTimeOutComesWhenItsTimeIsOver() {
    Pid machine = start(data);

    var all = told(3, machine, keeps("e", Action.stateTimeout(SHORT, "st")));

    assertThat(all).containsExactly("a enter a", "a cast e", "a state_timeout st");
  }

  @Test
  void timeOutsComeInTheOrderOfTheirTimes() {
    Pid machine = start(data);
    var event =
        keeps(
            "e",
            Action.timeout("later", LATER, "2"),
            Action.timeout("soon", SHORT, "1"),
            Action.eventTimeout(LATER.multipliedBy(2), "ended by the others"));

    assertThat(told(4, machine, event)).endsWith("a soon 1", "a later 2");
  }

  @Test
  void anEventEndsTheEventTimeOutOnly() {
    Pid machine = start(data);
    var event = keeps("e", Action.eventTimeout(SHORT, "et"), Action.timeout("later", LATER, "nt"));

    assertThat(told(4, machine, event, "x"))
        .containsExactly("a enter a", "a cast e", "a info x", "a later nt");
  }

  @Test
  void anEventTimeOutComesIfThereIsNoEvent() {
    Pid machine = start(data);

    assertThat(told(3, machine, keeps("e", Action.eventTimeout(SHORT, "et"))))
        .endsWith("a timeout et");
  }

  @Test
  void aChangeOfTheStateEndsTheStateTimeOutOnly() {
    Pid machine = start(data);
    var event = keeps("e", Action.stateTimeout(SHORT, "st"), Action.timeout("later", LATER, "nt"));

    assertThat(told(5, machine, event, goes("g", "b", data)))
        .containsExactly("a enter a", "a cast e", "a cast g", "b enter a", "b later nt");
  }

  @Test
  void aTimeOutThatIsCancelledDoesNotCome() {
    Pid machine = start(data);
    var event = keeps("e", Action.timeout("n", SHORT, "n"), Action.timeout("m", LATER, "m"));
    var cancels = keeps("c", Action.cancel(Timer.named("n")));

    assertThat(told(4, machine, event, cancels)).endsWith("a cast c", "a m m");
  }

  @Test
  void aTimeOutThatIsUpdatedComesWithTheOtherContent() {
    Pid machine = start(data);
    var event = keeps("e", Action.timeout("n", SHORT, "old"));
    var updates = keeps("u", Action.update(Timer.named("n"), "new"));

    assertThat(told(4, machine, event, updates)).endsWith("a cast u", "a n new");
  }

  @Test
  void aSystemMessageDoesNotBeginATimeOutAnew() {
    Pid machine = start(data);
    Servers.of(machine).cast(keeps("e", Action.timeout("n", LATER, "n")));

    var asked = new AtomicInteger();
    Await.until(() -> {
      Object _ = Sys.of(machine).getState();
      asked.incrementAndGet();
      return Recorder.came("a n n");
    });

    assertThat(asked).hasPositiveValue();
  }

  @Test
  void aMachineThatGetsMessagesWithoutAPauseStillGetsItsTimeOuts() {
    Pid machine = start(data);
    var again = new Recorder.Do[1];
    again[0] =
        new Recorder.Do(
            "again",
            _ -> {
              Servers.of(self()).cast(again[0]);
              return Transition.keepStateAndData();
            });
    var stops =
        keeps("e", Action.stateTimeout(SHORT, new Recorder.Do("s", _ -> Transition.stop(BYE))));

    var monitor = monitor(machine);
    Servers.of(machine).cast(again[0]);
    Servers.of(machine).cast(stops);

    assertThat(await(Down.class)).isEqualTo(new Down(monitor, machine, BYE));
  }

  @Test
  void whileSuspendedNothingIsHandledAndNothingIsLost() {
    Pid machine = start(data);
    Sys sys = Sys.of(machine);
    Servers.of(machine).cast(keeps("e", Action.stateTimeout(SHORT, "st")));
    sys.suspend();
    send(machine, "x");

    assertThat(sys.getStatus().suspended()).isTrue();
    assertThat(told(2)).startsWith("a enter a", "a cast e");
    sys.resume();

    assertThat(told(2)).contains("a info x", "a state_timeout st");
  }
}
