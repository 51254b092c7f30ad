package io.baton.otp.statem;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Pid;
import io.baton.api.server.Call;
import io.baton.api.server.From;
import io.baton.api.server.Servers;
import io.baton.api.server.Sys;
import io.baton.api.statem.Action;
import io.baton.api.statem.Event;
import io.baton.api.statem.Init;
import io.baton.api.statem.StateData;
import io.baton.api.statem.StateMachine;
import io.baton.api.statem.StateMachines;
import io.baton.api.statem.Transition;
import io.baton.fixtures.Await;
import io.baton.otp.Node;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The state machine in docs/servers.md. */
class DoorTest {
  enum State {
    LOCKED,
    OPEN
  }

  sealed interface Request {}

  record Key(int code) implements Request, Call<Boolean> {}

  record Enter(String who) implements Request {}

  static final class DoorModule implements StateMachine<Integer, State, Integer, Request> {
    private static final Duration OPEN_FOR = Duration.ofMillis(20);

    @Override
    public Init<State, Integer> init(Integer code) {
      return Init.ok(State.LOCKED, code);
    }

    // region door
    @Override
    public Transition<State, Integer> handleEvent(Event<Request> event, State state, Integer code) {
      return switch (event) {
        case Event.Called<Request>(Key key, From from) when key.code() == code ->
            Transition.nextState(
                State.OPEN,
                code,
                Action.reply(key, from, true),
                Action.stateTimeout(OPEN_FOR, "close"));
        case Event.Called<Request>(Key key, From from) ->
            Transition.keepStateAndData(Action.reply(key, from, false));
        case Event.StateTimeout<Request> _ -> Transition.nextState(State.LOCKED, code);
        case Event.Cast<Request>(Enter _) when state == State.LOCKED ->
            Transition.keepStateAndData(Action.postpone());
        case Event.Cast<Request>(Enter(String who)) -> {
          System.Logger log = System.getLogger("door");
          log.log(System.Logger.Level.DEBUG, "{0} enters", who);
          yield Transition.keepStateAndData();
        }
        case Event<Request> _ -> Transition.keepStateAndData();
      };
    }
    // endregion
  }

  @Test
  void theDoorIsOpenForAWhile() {
    new Node().load("door", new DoorModule());
    Pid door = Node.pid(StateMachines.start("door", 1234));
    Servers.of(door).cast(new Enter("Joe"));

    boolean wrong = Servers.of(door).call(new Key(1));
    boolean right = Servers.of(door).call(new Key(1234));

    assertThat(wrong).isFalse();
    assertThat(right).isTrue();
    Await.until(() -> Sys.of(door).getState().equals(new StateData<>(State.LOCKED, 1234)));
  }
}
