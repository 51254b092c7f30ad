package io.baton.otp.statem;

import io.baton.api.code.HandoverException;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.ExitReason;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import io.baton.api.server.Then;
import io.baton.api.statem.Event;
import io.baton.api.statem.StateData;
import io.baton.api.statem.StateEnter;
import io.baton.api.statem.StateMachine;
import io.baton.otp.loop.Behaviour;
import io.baton.otp.loop.Loop;
import io.baton.otp.request.Message;
import io.baton.otp.version.LiveState;
import io.baton.otp.version.TypeArguments;
import io.baton.otp.version.ValueConverter;
import io.baton.otp.version.Versions;
import io.baton.spi.Handover;
import io.baton.spi.Log;
import io.baton.spi.Modules;
import io.baton.spi.ProcessTable;
import io.baton.spi.StateChange;
import io.baton.spi.ThrownReason;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Behaviour {@code gen_statem}: turns a message into an event. Each callback is one turn of the
 * {@link Loop}, so each runs in the version that is current then. Erlang:
 * stdlib/src/gen_statem.erl, {@code loop_receive/3}.
 */
final class StateMachineBehaviour implements Behaviour {
  private static final Log LOG = Log.of("io.baton.otp");

  /** An event, or the start of a state, comes before any message. */
  private static final Then GO_ON = Then.continueWith("go on");

  /** No message has come, but a timer may have expired. */
  private static final Object IDLE = new Message.Continue("look at the time");

  private final ValueConverter converter;

  StateMachineBehaviour(ValueConverter converter) {
    this.converter = converter;
  }

  @Override
  public String role() {
    return "state machine";
  }

  @Override
  public @Nullable Init<Object> init(Modules.Bound version, Object argument) {
    StateMachine<Object, Object, Object, Object> machine = machine(version);
    Object carried =
        converter.convert(
            argument, types(version).argument(), version.loader(), "argument of init");
    return switch (machine.init(carried)) {
      case io.baton.api.statem.Init.Ok<Object, Object>(Object state, Object data, var actions) -> {
        var born = new Machine(state, data);
        new StateMachineStep(version, born).begin(actions);
        yield Init.ok(born, GO_ON);
      }
      case io.baton.api.statem.Init.Stop<Object, Object>(ExitReason reason) -> Init.stop(reason);
      case io.baton.api.statem.Init.Ignore<Object, Object>() -> Init.ignore();
      case null -> null;
    };
  }

  @Override
  public @Nullable Handled<Object> handle(Modules.Bound version, Object message, Object state) {
    var machine = (Machine) state;
    return switch (message) {
      case Message.Continue _ -> goOn(version, machine);
      case Message.Request request -> called(version, request, machine);
      case Message.Cast(Object cast) -> cast(version, cast, machine);
      case TimerExpired due -> over(version, due, machine);
      default ->
          event(
              version, machine, new Event.Info<>(converter.convertInfo(message, version.loader())));
    };
  }

  private @Nullable Handled<Object> goOn(Modules.Bound version, Machine machine) {
    StateMachineStep step = new StateMachineStep(version, machine);
    Machine.Change begun = machine.change();
    if (begun != null) {
      return step.enter(begun);
    }
    Event<Object> first = machine.first();
    return first == null ? wait(machine) : step.handle(first, machine::removeFirst);
  }

  /** Handles a call. A request that does not convert is refused to its caller, and is no event. */
  private @Nullable Handled<Object> called(
      Modules.Bound version, Message.Request request, Machine machine) {
    Object call;
    try {
      call = converter.convert(request.call(), types(version).call(), version.loader(), "call");
    } catch (HandoverException e) {
      request.from().refuse(ThrownReason.of(e));
      return wait(machine);
    }
    return event(version, machine, new Event.Called<>(call, request.from()));
  }

  private @Nullable Handled<Object> cast(Modules.Bound version, Object cast, Machine machine) {
    Object carried;
    try {
      carried = converter.convert(cast, types(version).event(), version.loader(), "cast");
    } catch (HandoverException e) {
      LOG.log(System.Logger.Level.WARNING, "a cast was dropped: " + e.getMessage());
      return wait(machine);
    }
    return event(version, machine, new Event.Cast<>(carried));
  }

  private @Nullable Handled<Object> over(Modules.Bound version, TimerExpired due, Machine machine) {
    Event<Object> event = machine.timers().event(due);
    return event == null
        ? wait(machine)
        : new StateMachineStep(version, machine)
            .handle(event, () -> machine.timers().cancel(due.timer()));
  }

  private static @Nullable Handled<Object> event(
      Modules.Bound version, Machine machine, Event<Object> event) {
    return new StateMachineStep(version, machine).handle(event, () -> {});
  }

  /** Returns what follows after a callback, or if there was none. */
  static Handled<Object> wait(Machine machine) {
    boolean busy = machine.change() != null || machine.first() != null;
    return Handled.noReply(machine, busy ? GO_ON : Then.WAIT);
  }

  @Override
  public Then untilNext(Object state, Then then) {
    return then instanceof Then.Wait ? ((Machine) state).timers().untilNext() : then;
  }

  @Override
  public Object idle() {
    return IDLE;
  }

  @Override
  public void terminate(Modules.Bound version, ExitReason reason, Object state) {
    var machine = (Machine) state;
    machine(version).terminate(reason, machine.state(), machine.data());
  }

  @Override
  public List<ProcessTable.Kept> kept(Object state) {
    return ((Machine) state).kept();
  }

  /** Returns the state and the data; both are tried together. */
  @Override
  public List<LiveState> live(Object state, Versions versions, String module) {
    var machine = (Machine) state;
    return versions.module().equals(module)
        ? List.of(
            new LiveState(
                machine.state(),
                versions,
                version -> into(version, 0, "state"),
                version -> versions.tryIn(version, machine)),
            new LiveState(machine.data(), versions, version -> into(version, 1, "data"), _ -> {}))
        : List.of();
  }

  private static Handover.Into into(Modules.Bound version, int place, String what) {
    if (!StateMachine.class.isAssignableFrom(version.type())) {
      throw noMachine(version);
    }
    return types(version).state().argument(place).into(version.loader(), what);
  }

  @Override
  public Object carry(Modules.Bound into, Object state) {
    return ((Machine) state).carry(carrier(into));
  }

  @Override
  public Object change(StateChange.Between versions, Object state) {
    Modules.Bound into = versions.to();
    TypeArguments.Declared type = types(into).state();
    return ((Machine) state)
        .carry(carrier(into, both -> carryBoth(converter.apply(both, versions, type), into)));
  }

  private Machine.Carrier carrier(Modules.Bound into) {
    return carrier(into, both -> carryBoth(both, into));
  }

  private Machine.Carrier carrier(
      Modules.Bound into, UnaryOperator<StateData<Object, Object>> both) {
    StateMachine<Object, Object, Object, Object> _ = machine(into);
    TypeArguments.Declared event = types(into).event();
    ClassLoader loader = into.loader();
    return new Machine.Carrier(
        both,
        kept -> carry(kept, event, loader),
        content -> converter.convertKept(content, loader));
  }

  private StateData<Object, Object> carryBoth(Object given, Modules.Bound into) {
    if (!(given instanceof StateData<?, ?>(Object state, Object data))) {
      throw new HandoverException(
          "codeChange gave a %s; a StateData is expected".formatted(given.getClass().getName()));
    }
    TypeArguments types = types(into);
    return new StateData<>(
        converter.convertState(state, types.state().argument(0), into.loader()),
        converter.convertKept(data, types.state().argument(1), into.loader(), "data"));
  }

  /** Carries a kept event like the data, so that none is lost. */
  private Event<Object> carry(Event<Object> event, TypeArguments.Declared type, ClassLoader into) {
    return switch (event) {
      case Event.Called<Object>(Object call, var from) ->
          new Event.Called<>(converter.convertKept(call, type, into, "event"), from);
      case Event.Cast<Object>(Object cast) ->
          new Event.Cast<>(converter.convertKept(cast, type, into, "event"));
      case Event.Info<Object>(Object message) ->
          new Event.Info<>(converter.convertInfo(message, into));
      case Event.Internal<Object>(Object content) ->
          new Event.Internal<>(converter.convertKept(content, into));
      case Event.EventTimeout<Object>(Object content) ->
          new Event.EventTimeout<>(converter.convertKept(content, into));
      case Event.StateTimeout<Object>(Object content) ->
          new Event.StateTimeout<>(converter.convertKept(content, into));
      case Event.Timeout<Object>(String name, Object content) ->
          new Event.Timeout<>(name, converter.convertKept(content, into));
    };
  }

  @Override
  public Object shown(Object state) {
    var machine = (Machine) state;
    return new StateData<>(machine.state(), machine.data());
  }

  @Override
  public Object replace(Modules.Bound into, Object state, Object shown) {
    if (!(shown instanceof StateData<?, ?>(Object next, Object data))) {
      throw new IllegalArgumentException("expected a StateData, was " + shown.getClass().getName());
    }
    StateMachine<Object, Object, Object, Object> _ = machine(into);
    var machine = (Machine) state;
    machine.set(carryBoth(new StateData<>(next, data), into));
    return machine;
  }

  @Override
  public List<Object> takeSent(Object state) {
    return ((Machine) state).takeSent();
  }

  private static TypeArguments types(Modules.Bound version) {
    return TypeArguments.machine(version.type());
  }

  /** Casts safely: {@link ValueConverter} converts values to the types that the module declares. */
  @SuppressWarnings("unchecked")
  static StateMachine<Object, Object, Object, Object> machine(Modules.Bound version) {
    if (version.instance() instanceof StateMachine<?, ?, ?, ?> machine) {
      return (StateMachine<Object, Object, Object, Object>) machine;
    }
    throw noMachine(version);
  }

  private static UndefinedFunctionException noMachine(Modules.Bound version) {
    return new UndefinedFunctionException(
        "%s is no state machine: its component does not implement StateMachine"
            .formatted(version.version()));
  }

  @SuppressWarnings("unchecked")
  static @Nullable StateEnter<Object, Object, Object, Object> stateEnter(Modules.Bound version) {
    return version.instance() instanceof StateEnter<?, ?, ?, ?> enter
        ? (StateEnter<Object, Object, Object, Object>) enter
        : null;
  }
}
