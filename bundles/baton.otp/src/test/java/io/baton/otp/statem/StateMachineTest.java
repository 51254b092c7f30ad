package io.baton.otp.statem;

import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.otp.Node.await;
import static io.baton.otp.statem.Recorder.data;
import static io.baton.otp.statem.Recorder.goes;
import static io.baton.otp.statem.Recorder.keeps;
import static io.baton.otp.statem.Recorder.postponed;
import static io.baton.otp.statem.Recorder.start;
import static io.baton.otp.statem.Recorder.told;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.baton.api.process.CallFailedException;
import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.server.Call;
import io.baton.api.server.From;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.Servers;
import io.baton.api.server.Started;
import io.baton.api.server.Sys;
import io.baton.api.statem.Action;
import io.baton.api.statem.Entered;
import io.baton.api.statem.Event;
import io.baton.api.statem.Init;
import io.baton.api.statem.StateData;
import io.baton.api.statem.StateMachine;
import io.baton.api.statem.StateMachines;
import io.baton.api.statem.Transition;
import io.baton.fixtures.Await;
import io.baton.otp.Node;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The contract of state machines, but for what {@link StateMachineOrderTest} says of the order. */
class StateMachineTest {
  private static final ExitReason BYE = ExitReason.of("bye");

  private final Node node = new Node();
  private final Recorder.Data data = data();

  @BeforeEach
  void loadTheRecorder() {
    node.load("recorder", new Recorder());
  }

  private static Recorder.Ask replies(String name, String reply) {
    return new Recorder.Ask(
        name, (_, from) -> Transition.keepStateAndData(Action.reply(from, reply)));
  }

  @Test
  void aCallIsRepliedToByAnAction() {
    Pid machine = start(data);

    assertThat(Servers.of(machine).call(replies("hello", "world"))).isEqualTo("world");
    assertThat(told(2)).containsExactly("a enter a", "a call hello");
  }

  @Test
  void aPostponedCallIsRepliedToWhenTheStateHasChanged() {
    Pid machine = start(data);
    Pid me = self();
    var ask =
        new Recorder.Ask(
            "later",
            (state, from) ->
                Transition.keepStateAndData(
                    state.equals("a") ? Action.postpone() : Action.reply(from, "in " + state)));
    Processes.spawn(() -> send(me, Servers.of(machine).call(ask)));
    assertThat(told(2)).containsExactly("a enter a", "a call later");

    Servers.of(machine).cast(goes("go", "b", data));

    assertThat(await(String.class)).isEqualTo("in b");
  }

  @Test
  void anyOtherMessageIsAnInfo() {
    Pid machine = start(data);

    send(machine, "hello");

    assertThat(told(2)).containsExactly("a enter a", "a info hello");
  }

  @Test
  void aStateThatFailsToBeginEndsTheMachineInTheStateBefore() {
    Recorder.Data bad =
        data(state -> {
          if (state.equals("b")) {
            throw new IllegalStateException("bad");
          }
          return Entered.keepStateAndData();
        });
    Pid machine = start(bad);

    var told = told(4, machine, goes("g", "b", bad), "x");

    assertThat(told).containsExactly("a enter a", "a cast g", "b enter a", "a terminate failed");
  }

  @Test
  void aStateMayStopTheMachineWhenItBegins() {
    Recorder.Data stops =
        data(state -> state.equals("b") ? Entered.stop(BYE) : Entered.keepStateAndData());
    Pid machine = start(stops);

    var told = told(4, machine, goes("g", "b", stops), "x");

    assertThat(told).containsExactly("a enter a", "a cast g", "b enter a", "b terminate bye");
  }

  /** A state that throws when it is compared with the next, and one that throws as a text. */
  private record Stubborn(String name) {
    @Override
    public boolean equals(Object other) {
      throw new IllegalStateException("asked");
    }

    @Override
    public int hashCode() {
      throw new NoClassDefFoundError("asked");
    }

    @Override
    public String toString() {
      throw new StackOverflowError();
    }
  }

  /** Goes from one such state to the next. */
  private static final class StubbornMachine
      implements StateMachine<Integer, Stubborn, Stubborn, Object> {
    @Override
    public Init<Stubborn, Stubborn> init(Integer argument) {
      return Init.ok(new Stubborn("first"), new Stubborn("data"));
    }

    @Override
    public Transition<Stubborn, Stubborn> handleEvent(
        Event<Object> event, Stubborn state, Stubborn data) {
      return event instanceof Event.Called<Object>(_, From from)
          ? Transition.keepStateAndData(Action.reply(from, state.name()))
          : Transition.nextState(new Stubborn("next"), data);
    }
  }

  private record Where() implements Call<String> {}

  @Test
  void aStateThatThrowsWhenItIsComparedEndsItsMachineOnly() {
    node.load("stubborn", new StubbornMachine());
    Pid machine = Node.pid(StateMachines.start("stubborn", 1));
    Pid other = Node.pid(StateMachines.start("stubborn", 1));
    assertThat(Servers.of(machine).call(new Where())).isEqualTo("first");
    var ref = Processes.monitor(machine);

    Servers.of(machine).cast("go");

    ExitReason reason =
        Processes.receive(Down.class, down -> down.ref().equals(ref), Await.CAP)
            .orElseThrow()
            .reason();
    assertThat(((ExitReason.Failed) reason).type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(Servers.of(other).call(new Where())).isEqualTo("first");
  }

  @Test
  void whatACallbackThrowsEndsTheMachineAndItsCallers() {
    Pid machine = start(data);
    var fails =
        new Recorder.Ask(
            "fails",
            (_, _) -> {
              throw new IllegalStateException("broken");
            });

    var failed =
        catchThrowableOfType(CallFailedException.class, () -> Servers.of(machine).call(fails));

    assertThat(failed).hasMessageContaining("broken");
    assertThat(told(3)).endsWith("a terminate failed");
  }

  @Test
  void aResultThatIsNullIsABadReturnValue() {
    Pid machine = start(data);
    var ask = new Recorder.Ask("null", (_, _) -> null);

    assertThatThrownBy(() -> Servers.of(machine).call(ask))
        .hasMessageContaining("bad_return_value");
  }

  @Test
  void aMachineThatStopsRepliesBeforeItTerminates() {
    Pid machine = start(data);
    var ask =
        new Recorder.Ask(
            "stop", (_, from) -> Transition.stopAndReply(BYE, data, Action.reply(from, "stopped")));

    assertThat(Servers.of(machine).call(ask)).isEqualTo("stopped");
    assertThat(told(3)).endsWith("a terminate bye");
  }

  @Test
  void aCallerWhoseCallIsPostponedIsToldWhenTheMachineEnds() {
    Pid machine = start(data);
    var ask = new Recorder.Ask("p", (_, _) -> Transition.keepStateAndData(Action.postpone()));
    Pid me = self();
    Processes.spawn(() -> {
      var failed =
          catchThrowableOfType(CallFailedException.class, () -> Servers.of(machine).call(ask));
      send(me, failed.reason().reason());
    });
    assertThat(told(2)).endsWith("a call p");

    Servers.of(machine).stop(BYE, Await.CAP);

    assertThat(await(ExitReason.class)).isEqualTo(BYE);
  }

  @Test
  void theStateIsShownWithItsData() {
    Pid machine = start(data);

    assertThat(Sys.of(machine).getState()).isEqualTo(new StateData<>("a", data));
  }

  @Test
  void aStateThatIsReplacedDoesNotBegin() {
    Pid machine = start(data);
    told(0, machine, postponed("p"));

    Object replaced = Sys.of(machine).replaceState(_ -> new StateData<>("b", data));
    send(machine, "x");

    assertThat(replaced).isEqualTo(new StateData<>("b", data));
    assertThat(await(Recorder.Line.class).text()).isNotEqualTo("b enter a");
    Await.until(() -> Recorder.came("b info x"));
  }

  @Test
  void whatIsNoStateAndDataDoesNotReplaceThem() {
    Pid machine = start(data);

    assertThatThrownBy(() -> Sys.of(machine).replaceState(_ -> "b"))
        .hasMessageContaining("callback_failed");
    assertThat(Sys.of(machine).getState()).isEqualTo(new StateData<>("a", data));
  }

  @Test
  void eventsAndRepliesAreCounted() {
    Pid machine = start(data);
    Sys.of(machine).statistics(true);

    Servers.of(machine).call(replies("hello", "world"));
    Servers.of(machine).cast(keeps("e", Action.internal("i")));
    var counted = Sys.of(machine).statistics().orElseThrow();

    assertThat(counted.messagesIn()).isEqualTo(2);
    assertThat(counted.messagesOut()).isEqualTo(1);
  }

  @Test
  void initMaySayThatThereIsToBeNone() {
    Init<String, Recorder.Data> stop = Init.stop(BYE);
    Init<String, Recorder.Data> ignore = Init.ignore();

    assertThat(StateMachines.start("recorder", stop)).isEqualTo(new Started.Failed(BYE));
    assertThat(StateMachines.start("recorder", ignore)).isEqualTo(new Started.Ignored());
  }

  @Test
  void aMachineHasANameBeforeItsInit() {
    var options = ServerOptions.named("the machine");
    Pid first = Node.pid(StateMachines.start("recorder", Init.ok("a", data), options));
    try {
      Started second = StateMachines.start("recorder", Init.ok("a", data), options);

      assertThat(second).isEqualTo(new Started.AlreadyStarted(first));
    } finally {
      Servers.of(first).stop(ExitReason.NORMAL, Await.CAP);
    }
  }

  @Test
  void aRequestThatTheMachineDoesNotKnowFailsAtItsCaller() {
    record Unknown() implements Call<String> {}
    Pid machine = start(data);

    assertThatThrownBy(() -> Servers.of(machine).call(new Unknown()))
        .isInstanceOf(CallFailedException.class);
    assertThat(Servers.of(machine).call(replies("hello", "world"))).isEqualTo("world");
  }

  @Test
  void aModuleThatIsNoStateMachineCannotBeStarted() {
    node.load("text", "no machine");

    assertThat(StateMachines.start("text", "x"))
        .isInstanceOfSatisfying(
            Started.Failed.class,
            failed -> assertThat(failed.reason().toString()).contains("no state machine"));
  }

  /** Without enter calls, of which this class knows nothing. */
  @Test
  void aMachineWithoutEnterCallsGoesFromStateToState() {
    enum Light {
      RED,
      GREEN
    }
    record Press() implements Call<Light> {}
    class Lights implements StateMachine<Light, Light, Integer, Press> {
      @Override
      public Init<Light, Integer> init(Light first) {
        return Init.ok(first, 0);
      }

      @Override
      public Transition<Light, Integer> handleEvent(Event<Press> event, Light light, Integer n) {
        return switch (event) {
          case Event.Called<Press>(Press press, From from) -> {
            Light next = light == Light.RED ? Light.GREEN : Light.RED;
            yield Transition.nextState(next, n + 1, Action.reply(press, from, next));
          }
          case Event<Press> _ -> Transition.keepStateAndData();
        };
      }
    }
    node.load("lights", new Lights());
    Pid lights = Node.pid(StateMachines.start("lights", Light.RED));

    List<Light> seen =
        List.of(Servers.of(lights).call(new Press()), Servers.of(lights).call(new Press()));

    assertThat(seen).containsExactly(Light.GREEN, Light.RED);
    assertThat(Sys.of(lights).getState()).isEqualTo(new StateData<>(Light.RED, 2));
  }
}
