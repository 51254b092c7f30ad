package io.baton.otp.statem;

import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.otp.Node.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.PurgedCodeException;
import io.baton.api.process.Pid;
import io.baton.api.server.Servers;
import io.baton.api.server.Sys;
import io.baton.api.statem.Action;
import io.baton.api.statem.Entered;
import io.baton.api.statem.Event;
import io.baton.api.statem.Init;
import io.baton.api.statem.StateData;
import io.baton.api.statem.StateEnter;
import io.baton.api.statem.StateMachines;
import io.baton.api.statem.Transition;
import io.baton.otp.Node;
import io.baton.otp.loop.WaitingServers;
import io.baton.spi.Modules;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which version of a state machine handles an event. */
class StateMachineVersionsTest {
  private final Node node = new Node();

  /** The data are the pid of the test; every callback reports itself with the version's name. */
  private static class Told implements StateEnter<Pid, Integer, Pid, String> {
    private final String name;

    Told(String name) {
      this.name = name;
    }

    void tell(Pid owner, String text) {
      send(owner, name + " " + text);
    }

    @Override
    public Init<Integer, Pid> init(Pid owner) {
      return Init.ok(0, owner);
    }

    @Override
    public Entered<Pid> stateEnter(Integer oldState, Integer state, Pid owner) {
      tell(owner, "enter " + state);
      return Entered.keepStateAndData();
    }

    @Override
    public Transition<Integer, Pid> handleEvent(Event<String> event, Integer state, Pid owner) {
      return switch (event) {
        case Event.Cast<String>(String cast) -> {
          tell(owner, cast);
          yield switch (cast) {
            case String keep when keep.equals("postpone") && state == 0 ->
                Transition.keepStateAndData(Action.postpone());
            case "go" -> Transition.nextState(state + 1, owner);
            case "wait" ->
                Transition.keepStateAndData(Action.stateTimeout(Duration.ofMillis(5), "time"));
            default -> Transition.keepStateAndData();
          };
        }
        case Event.StateTimeout<String>(Object content) -> {
          tell(owner, String.valueOf(content));
          yield Transition.keepStateAndData();
        }
        case Event<String> _ -> Transition.keepStateAndData();
      };
    }
  }

  /** Its states are texts, which numbers do not become. */
  private static final class Writing implements StateEnter<Pid, String, Pid, String> {
    @Override
    public Init<String, Pid> init(Pid owner) {
      return Init.ok("", owner);
    }

    @Override
    public Entered<Pid> stateEnter(String oldState, String state, Pid owner) {
      return Entered.keepStateAndData();
    }

    @Override
    public Transition<String, Pid> handleEvent(Event<String> event, String state, Pid owner) {
      return Transition.keepStateAndData();
    }
  }

  private Pid startTold() {
    return Node.pid(StateMachines.start("told", self()));
  }

  private static void told(String expected) {
    assertThat(await(String.class)).isEqualTo(expected);
  }

  @Test
  void theFirstEventAfterALoadIsHandledByTheNewVersionInTheOldState() {
    node.load("told", new Told("one"));
    Pid machine = startTold();
    Servers.of(machine).cast("go");
    told("one enter 0");
    told("one go");
    told("one enter 1");

    node.load("told", new Told("two"));
    Servers.of(machine).cast("go");

    told("two go");
    told("two enter 2");
  }

  @Test
  void anEventThatTheOldVersionHasPostponedIsHandledByTheNew() {
    node.load("told", new Told("one"));
    Pid machine = startTold();
    Servers.of(machine).cast("postpone");
    told("one enter 0");
    told("one postpone");

    node.load("told", new Told("two"));
    Servers.of(machine).cast("go");

    told("two go");
    told("two enter 1");
    told("two postpone");
  }

  @Test
  void aTimeOutThatTheOldVersionHasSetComesToTheNew() {
    node.load(
        "told",
        new Told("one") {
          @Override
          public Transition<Integer, Pid> handleEvent(
              Event<String> event, Integer state, Pid owner) {
            node.load("told", new Told("two"));
            return super.handleEvent(event, state, owner);
          }
        });
    Pid machine = startTold();
    told("one enter 0");

    Servers.of(machine).cast("wait");

    told("one wait");
    told("two time");
  }

  /** A load in the middle of a change: what follows is the new version's. */
  @Test
  void aLoadBetweenAnEventAndTheBeginOfTheNextStateLetsTheNewVersionBeginIt() {
    node.load(
        "told",
        new Told("one") {
          @Override
          public Transition<Integer, Pid> handleEvent(
              Event<String> event, Integer state, Pid owner) {
            node.load("told", new Told("two"));
            return super.handleEvent(event, state, owner);
          }
        });
    Pid machine = startTold();
    told("one enter 0");

    Servers.of(machine).cast("go");

    told("one go");
    told("two enter 1");
  }

  @Test
  void aCallbackThatAPurgeOvertakesBeginsAnewInTheNewVersion() {
    node.load(
        "told",
        new Told("one") {
          @Override
          public Transition<Integer, Pid> handleEvent(
              Event<String> event, Integer state, Pid owner) {
            if (!(event instanceof Event.StateTimeout<String>)) {
              return super.handleEvent(event, state, owner);
            }
            Modules.Bound old = node.named("told").bind();
            node.load("told", new Told("two"));
            throw new PurgedCodeException("told was purged", old.version().number());
          }
        });
    Pid machine = startTold();
    told("one enter 0");

    Servers.of(machine).cast("wait");

    told("one wait");
    told("two time");
  }

  @Test
  void aMachineWhoseStateDoesNotCrossStaysAndGoesOnAndLingers() {
    Node.Loaded one = node.load("told", new Told("one"));
    Pid machine = startTold();
    Servers.of(machine).cast("postpone");
    told("one enter 0");
    told("one postpone");
    node.load("told", new Writing());

    Servers.of(machine).cast("go");

    told("one go");
    told("one enter 1");
    told("one postpone");
    assertThat(Node.running(machine).turn().orElseThrow().code()).isSameAs(one.loader());
    assertThat(Sys.of(machine).getState()).isEqualTo(new StateData<>(1, self()));
  }

  @Test
  void aMachineThatWaitsTakesItsStateAlongAsSoonAsItIsTold() {
    node.load("told", new Told("one"));
    Pid machine = startTold();
    told("one enter 0");
    Node.Loaded two = node.load("told", new Told("two"));

    new WaitingServers(Node.PROCESSES).look("told");

    assertThat(Sys.of(machine).getStatus().version()).isEqualTo(two.version().toString());
    assertThat(Node.running(machine).turn().orElseThrow().code()).isNull();
  }
}
