package io.baton.otp;

import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.ModuleVersion;
import io.baton.api.code.OldState;
import io.baton.api.event.EventHandler;
import io.baton.api.event.EventManagers;
import io.baton.api.event.HandlerId;
import io.baton.api.event.Outcome;
import io.baton.api.process.Pid;
import io.baton.api.server.Call;
import io.baton.api.server.Handled;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.Servers;
import io.baton.api.statem.Event;
import io.baton.api.statem.Init;
import io.baton.api.statem.StateData;
import io.baton.api.statem.StateMachine;
import io.baton.api.statem.StateMachines;
import io.baton.api.statem.Transition;
import org.junit.jupiter.api.Test;

/** Promise 10: how state machines and event handlers change their state for another version. */
class OtherCodeChangeTest {
  private final Node node = new Node();

  private record Next() implements Call<String> {}

  private static String why(Pid process, Node.Loaded version) {
    return Node.running(process).turn().orElseThrow().whyIn(version.loader()).orElse("nothing");
  }

  /** Tells its owner of each event. */
  private static class Machine<S> implements StateMachine<S, S, Pid, String> {
    private final String name;
    private final Pid owner = self();

    Machine(String name) {
      this.name = name;
    }

    @Override
    public Init<S, Pid> init(S first) {
      return Init.ok(first, owner);
    }

    @Override
    public Transition<S, Pid> handleEvent(Event<String> event, S state, Pid data) {
      send(data, name + " " + state);
      return Transition.keepStateAndData();
    }
  }

  private static final class Numbers extends Machine<Integer> {
    Numbers() {
      super("one");
    }
  }

  private static class Texts extends Machine<String> {
    Texts() {
      super("two");
    }

    @Override
    @SuppressWarnings("unchecked")
    public StateData<String, Pid> codeChange(
        OldState<StateData<String, Pid>> old, ModuleVersion from) {
      StateData<Integer, Pid> was = old.as(StateData.class);
      return new StateData<>(was.state() + " from " + from.version(), was.data());
    }
  }

  @Test
  void aStateMachineChangesStateAndDataTogether() {
    node.load("machine", new Numbers());
    Pid machine = Node.pid(StateMachines.start("machine", 5));
    node.load("machine", new Texts());

    Servers.of(machine).cast("go");

    assertThat(Node.await(String.class)).isEqualTo("two 5 from 1.0.0");
  }

  @Test
  void aStateMachineWhoseChangeFailsGoesOnInItsVersion() {
    Node.Loaded one = node.load("machine", new Numbers());
    Pid machine = Node.pid(StateMachines.start("machine", 5));
    node.load(
        "machine",
        new Texts() {
          @Override
          public StateData<String, Pid> codeChange(
              OldState<StateData<String, Pid>> old, ModuleVersion from) {
            throw new IllegalStateException("no way");
          }
        });

    Servers.of(machine).cast("go");

    assertThat(Node.await(String.class)).isEqualTo("one 5");
    assertThat(why(machine, one)).contains("no way");
  }

  /** Sends the sender of the event. */
  private static class Handler<S> implements EventHandler<S, S, Pid, Next> {
    @Override
    public S init(S first) {
      return first;
    }

    @Override
    public Outcome<S> handleEvent(Pid event, S state) {
      send(event, "state " + state);
      return Outcome.ok(state);
    }

    @Override
    public Handled<S> handleCall(Next call, S state) {
      return call.reply("", state);
    }
  }

  private static final class NumberHandler extends Handler<Integer> {}

  private static class TextHandler extends Handler<String> {
    @Override
    public String codeChange(OldState<String> old, ModuleVersion from) {
      return old.as(Integer.class) + " from " + from.version();
    }
  }

  private Pid startHandler() {
    Node.Loaded _ = node.load("handler", new NumberHandler());
    Pid manager = Node.pid(EventManagers.start(ServerOptions.NONE));
    var _ = EventManagers.of(manager).addHandler(HandlerId.of("handler"), 5);
    return manager;
  }

  @Test
  void anEventHandlerChangesItsState() {
    Pid manager = startHandler();
    node.load("handler", new TextHandler());

    EventManagers.of(manager).notify(self());

    assertThat(Node.await(String.class)).isEqualTo("state 5 from 1.0.0");
  }

  @Test
  void anEventHandlerWhoseChangeFailsGoesOnInItsVersion() {
    Pid manager = startHandler();
    Node.Loaded one = (Node.Loaded) node.named("handler").bind();
    node.load(
        "handler",
        new TextHandler() {
          @Override
          public String codeChange(OldState<String> old, ModuleVersion from) {
            throw new IllegalStateException("no way");
          }
        });

    EventManagers.of(manager).notify(self());

    assertThat(Node.await(String.class)).isEqualTo("state 5");
    assertThat(why(manager, one)).contains("no way");
  }
}
