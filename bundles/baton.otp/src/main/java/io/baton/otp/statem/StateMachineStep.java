package io.baton.otp.statem;

import io.baton.api.process.ExitReason;
import io.baton.api.server.Handled;
import io.baton.api.statem.Action;
import io.baton.api.statem.Entered;
import io.baton.api.statem.Event;
import io.baton.api.statem.StateData;
import io.baton.api.statem.StateEnter;
import io.baton.api.statem.Transition;
import io.baton.otp.request.ForeignReply;
import io.baton.spi.Modules;
import io.baton.spi.Replies;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One callback of a state machine and its effects. The machine is changed only when the callback
 * has returned. Erlang: gen_statem.erl, {@code loop_state_callback_result}, {@code
 * loop_actions_list}.
 */
record StateMachineStep(Modules.Bound version, Machine machine) {
  /** Handles an event, and removes it from its queue when the callback has returned. */
  @Nullable Handled<Object> handle(Event<Object> event, Runnable take) {
    Object state = machine.state();
    Transition<Object, Object> transition =
        StateMachineBehaviour.machine(version).handleEvent(event, state, machine.data());
    return switch (transition) {
      case Transition.NextState<Object, Object>(Object next, Object data, var actions) -> {
        boolean isOther = !state.equals(next);
        take.run();
        yield follow(event, new Next(next, data, isOther, isOther), actions);
      }
      case Transition.KeepState<Object, Object>(Optional<Object> data, var actions) -> {
        take.run();
        yield follow(event, new Next(state, orElseOld(data), false, false), actions);
      }
      case Transition.RepeatState<Object, Object>(Optional<Object> data, var actions) -> {
        take.run();
        yield follow(event, new Next(state, orElseOld(data), false, true), actions);
      }
      case Transition.Stop<Object, Object>(ExitReason reason, var data, var replies) -> {
        take.run();
        replies.forEach(this::reply);
        yield stop(reason, new StateData<>(state, orElseOld(data)));
      }
      case null -> null;
    };
  }

  /**
   * @param enters whether the state begins
   */
  private record Next(Object state, Object data, boolean isOther, boolean enters) {}

  private Object orElseOld(Optional<Object> data) {
    return data.orElseGet(machine::data);
  }

  private Handled<Object> stop(ExitReason reason, StateData<Object, Object> last) {
    machine.set(last);
    return Handled.stop(reason, machine);
  }

  private Handled<Object> follow(Event<Object> event, Next next, List<Action> actions) {
    var change =
        new Machine.Change(
            new StateData<>(next.state(), next.data()),
            next.isOther(),
            actions.stream().anyMatch(Action.Postpone.class::isInstance) ? event : null,
            inserted(actions),
            timeouts(actions));
    actions.forEach(this::reply);
    if (next.enters()) {
      machine.begin(change);
    } else {
      machine.complete(change);
    }
    return StateMachineBehaviour.wait(machine);
  }

  @SuppressWarnings("unchecked")
  private static List<Event<Object>> inserted(List<Action> actions) {
    return actions.stream()
        .filter(Action.NextEvent.class::isInstance)
        .map(action -> (Event<Object>) ((Action.NextEvent) action).event())
        .toList();
  }

  private static List<Action.OfEnter> timeouts(List<? extends Action> actions) {
    return actions.stream()
        .filter(Action.OfEnter.class::isInstance)
        .map(Action.OfEnter.class::cast)
        .filter(action -> !(action instanceof Action.Reply))
        .toList();
  }

  private void reply(Action action) {
    if (action instanceof Action.Reply(var from, Object value)) {
      if (!(from instanceof Replies.Slot slot)) {
        throw new IllegalArgumentException(
            "expected a From that an event had, was " + from.getClass().getName());
      }
      slot.answer(ForeignReply.of(value));
      machine.sent(value);
    }
  }

  /** Begins the first state. */
  void begin(List<Action> actions) {
    actions.forEach(this::reply);
    var first = new StateData<>(machine.state(), machine.data());
    machine.begin(new Machine.Change(first, false, null, inserted(actions), timeouts(actions)));
  }

  /** Begins the next state, with a callback if the version has {@link StateEnter}. */
  @Nullable Handled<Object> enter(Machine.Change begun) {
    StateEnter<Object, Object, Object, Object> enter = StateMachineBehaviour.stateEnter(version);
    if (enter == null) {
      machine.complete(begun);
      return StateMachineBehaviour.wait(machine);
    }
    StateData<Object, Object> next = begun.next();
    return switch (enter.stateEnter(machine.state(), next.state(), next.data())) {
      case Entered.Keep<Object>(Optional<Object> data, var actions) -> {
        actions.forEach(this::reply);
        List<Action.OfEnter> all = new ArrayList<>(begun.timeouts());
        all.addAll(timeouts(actions));
        machine.complete(
            new Machine.Change(
                new StateData<>(next.state(), data.orElseGet(next::data)),
                begun.isOther(),
                begun.postpones(),
                begun.inserted(),
                all));
        yield StateMachineBehaviour.wait(machine);
      }
      case Entered.Stop<Object>(ExitReason reason, Optional<Object> data) ->
          stop(reason, new StateData<>(next.state(), data.orElseGet(next::data)));
      case null -> null;
    };
  }
}
