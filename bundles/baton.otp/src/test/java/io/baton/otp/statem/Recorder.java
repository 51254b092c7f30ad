package io.baton.otp.statem;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.server.Call;
import io.baton.api.server.From;
import io.baton.api.server.Servers;
import io.baton.api.server.Started;
import io.baton.api.server.Sys;
import io.baton.api.statem.Action;
import io.baton.api.statem.Entered;
import io.baton.api.statem.Event;
import io.baton.api.statem.Init;
import io.baton.api.statem.StateEnter;
import io.baton.api.statem.StateMachines;
import io.baton.api.statem.Transition;
import io.baton.otp.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A state machine that does what its events say, and tells its owner of each callback. Its states
 * are texts: it begins in {@code a}.
 */
class Recorder
    implements StateEnter<Init<String, Recorder.Data>, String, Recorder.Data, Recorder.In> {
  /** What its states do when they begin. */
  record Data(Pid owner, Function<String, Entered<Data>> enter) {}

  sealed interface In {}

  /** In which state what is to be done. */
  record Do(String name, Function<String, Transition<String, Data>> then) implements In {
    @Override
    public String toString() {
      return name;
    }
  }

  /** The same, for a call. */
  record Ask(String name, BiFunction<String, From, Transition<String, Data>> then)
      implements In, Call<String> {
    @Override
    public String toString() {
      return name;
    }
  }

  record Line(String text) {}

  @Override
  public Init<String, Data> init(Init<String, Data> result) {
    return result;
  }

  @Override
  public Entered<Data> stateEnter(String oldState, String state, Data data) {
    tell(data, state + " enter " + oldState);
    return data.enter().apply(state);
  }

  @Override
  public Transition<String, Data> handleEvent(Event<In> event, String state, Data data) {
    return switch (event) {
      case Event.Called<In>(In call, From from) -> {
        tell(data, state + " call " + call);
        yield call instanceof Ask ask
            ? ask.then().apply(state, from)
            : Transition.keepStateAndData();
      }
      case Event.Cast<In>(In cast) -> then(cast, "cast", state, data);
      case Event.Info<In>(Object message) -> then(message, "info", state, data);
      case Event.Internal<In>(Object content) -> then(content, "internal", state, data);
      case Event.EventTimeout<In>(Object content) -> then(content, "timeout", state, data);
      case Event.StateTimeout<In>(Object content) -> then(content, "state_timeout", state, data);
      case Event.Timeout<In>(String name, Object content) -> then(content, name, state, data);
    };
  }

  private static Transition<String, Data> then(
      Object content, String type, String state, Data data) {
    tell(data, state + " " + type + " " + content);
    return content instanceof Do it ? it.then().apply(state) : Transition.keepStateAndData();
  }

  @Override
  public void terminate(ExitReason reason, String state, Data data) {
    tell(data, state + " terminate " + (reason instanceof ExitReason.Failed ? "failed" : reason));
  }

  private static void tell(Data data, String line) {
    send(data.owner(), new Line(line));
  }

  static Data data(Function<String, Entered<Data>> enter) {
    return new Data(self(), enter);
  }

  static Data data() {
    return data(_ -> Entered.keepStateAndData());
  }

  /** Starts one of a module that is loaded. */
  static Pid start(Data data, Action... actions) {
    Started started = StateMachines.start("recorder", Init.ok("a", data, actions));
    return Node.pid(started);
  }

  /** Returns the reports if messages with these names arrive at once. */
  static List<String> told(int lines, Pid machine, Object... messages) {
    Sys sys = Sys.of(machine);
    sys.suspend();
    for (Object message : messages) {
      if (message instanceof In) {
        Servers.of(machine).cast(message);
      } else {
        send(machine, message);
      }
    }
    sys.resume();
    return told(lines);
  }

  /** Whether a line has come, wherever it stands. */
  static boolean came(String text) {
    return receive(Line.class, line -> line.text().equals(text), Duration.ZERO).isPresent();
  }

  /** The next lines that come. */
  static List<String> told(int lines) {
    List<String> told = new ArrayList<>();
    for (int i = 0; i < lines; i++) {
      told.add(Node.await(Line.class).text());
    }
    receive(Line.class, Duration.ZERO).ifPresent(line -> told.add(line.text()));
    return told;
  }

  /** Returns all reports until only time-outs are left. */
  static List<String> toldUntilIdle(Pid machine, Object... messages) {
    List<String> told = told(0, machine, messages);
    if (Processes.isAlive(machine)) {
      Object _ = Sys.of(machine).getState();
    }
    while (true) {
      var line = receive(Line.class, Duration.ZERO);
      if (line.isEmpty()) {
        return told;
      }
      told.add(line.get().text());
    }
  }

  /** An event that is kept for later in the first state. */
  static Do postponed(String name) {
    return new Do(
        name,
        state ->
            state.equals("a")
                ? Transition.keepStateAndData(Action.postpone())
                : Transition.keepStateAndData());
  }

  static Do keeps(String name, Action... actions) {
    return new Do(name, _ -> Transition.keepStateAndData(actions));
  }

  static Do goes(String name, String to, Data data, Action... actions) {
    return new Do(name, _ -> Transition.nextState(to, data, actions));
  }
}
