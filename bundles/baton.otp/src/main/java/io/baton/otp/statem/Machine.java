package io.baton.otp.statem;

import io.baton.api.statem.Action;
import io.baton.api.statem.Event;
import io.baton.api.statem.StateData;
import io.baton.api.statem.Timer;
import io.baton.spi.ProcessTable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One state machine: its state, its data, and the events that it keeps. Touched by its process
 * only, and changed only when a callback has returned, so that a callback overtaken by a purge can
 * run again.
 */
final class Machine {
  private Object state;
  private Object data;

  /**
   * Events that are handled before any message: inserted ones, and those handled again. This and
   * {@link #postponed} are written by the process under the monitor, and read by others under it.
   */
  private final Deque<Event<Object>> queue = new ArrayDeque<>();

  /** Postponed events, the oldest first. */
  private final List<Event<Object>> postponed = new ArrayList<>();

  private final StateMachineTimers timers;

  /** Effects of a callback that wait for the next state to begin. */
  private @Nullable Change change;

  /** Replies that were sent since {@link #takeSent}. */
  private List<Object> sent = new ArrayList<>();

  /**
   * Effects of a callback.
   *
   * @param isOther whether the state is another one
   * @param postpones the event, if it is to be handled again
   * @param inserted events, the first first
   * @param timeouts actions for timers, in their order
   */
  record Change(
      StateData<Object, Object> next,
      boolean isOther,
      @Nullable Event<Object> postpones,
      List<Event<Object>> inserted,
      List<Action.OfEnter> timeouts) {}

  Machine(Object state, Object data) {
    this(state, data, new StateMachineTimers());
  }

  private Machine(Object state, Object data, StateMachineTimers timers) {
    this.state = state;
    this.data = data;
    this.timers = timers;
  }

  /** Functions that carry values into a version. */
  record Carrier(
      UnaryOperator<StateData<Object, Object>> both,
      UnaryOperator<Event<Object>> event,
      UnaryOperator<Object> content) {}

  /** Returns a copy in the classes of another version; this one does not change. */
  Machine carry(Carrier carrier) {
    StateData<Object, Object> next = carrier.both().apply(new StateData<>(state, data));
    var copy = new Machine(next.state(), next.data(), timers.map(carrier.content()));
    queue.forEach(event -> copy.queue.add(carrier.event().apply(event)));
    postponed.forEach(event -> copy.postponed.add(carrier.event().apply(event)));
    Change begun = change;
    if (begun != null) {
      copy.change = carry(begun, carrier);
    }
    return copy;
  }

  private static Change carry(Change begun, Carrier carrier) {
    Event<Object> event = begun.postpones();
    return new Change(
        carrier.both().apply(begun.next()),
        begun.isOther(),
        event == null ? null : carrier.event().apply(event),
        begun.inserted().stream().map(carrier.event()).toList(),
        begun.timeouts().stream().map(action -> carry(action, carrier)).toList());
  }

  private static Action.OfEnter carry(Action.OfEnter action, Carrier carrier) {
    return switch (action) {
      case Action.Set(var timer, var time, Object content) ->
          new Action.Set(timer, time, carrier.content().apply(content));
      case Action.Update(var timer, Object content) ->
          new Action.Update(timer, carrier.content().apply(content));
      case Action.Cancel _, Action.Reply _, Action.Hibernate _ -> action;
    };
  }

  /** Returns state, data and kept events; called by any thread, while the process continues. */
  List<ProcessTable.Kept> kept() {
    List<ProcessTable.Kept> kept = new ArrayList<>();
    kept.add(new ProcessTable.Kept("state", state));
    kept.add(new ProcessTable.Kept("data", data));
    events().forEach(event -> kept.add(new ProcessTable.Kept("event", event)));
    return kept;
  }

  /** Returns a copy of the kept events. */
  private synchronized List<Event<Object>> events() {
    List<Event<Object>> events = new ArrayList<>(queue);
    events.addAll(postponed);
    return events;
  }

  Object state() {
    return state;
  }

  Object data() {
    return data;
  }

  void set(StateData<Object, Object> next) {
    state = next.state();
    data = next.data();
  }

  StateMachineTimers timers() {
    return timers;
  }

  @Nullable Change change() {
    return change;
  }

  /** Sets a change that is complete only when the next state has begun. */
  void begin(Change next) {
    change = next;
  }

  /** Returns the first event that is due before any message; null if the machine is to wait. */
  @Nullable Event<Object> first() {
    Event<Object> queued = queue.peek();
    Timer zero = timers.firstZero();
    return queued == null && zero != null ? timers.event(zero) : queued;
  }

  /** Removes {@link #first}, which was handled. */
  void removeFirst() {
    Timer zero = timers.firstZero();
    if (poll() == null && zero != null) {
      timers.cancel(zero);
    }
  }

  private synchronized @Nullable Event<Object> poll() {
    return queue.poll();
  }

  /** Completes a change. Erlang: {@code loop_state_transition}. */
  void complete(Change done) {
    change = null;
    keep(done);
    if (done.isOther()) {
      timers.cancel(Timer.STATE);
    }
    timers.cancel(Timer.EVENT);
    timers.apply(done.timeouts());
    set(done.next());
  }

  private synchronized void keep(Change done) {
    Event<Object> event = done.postpones();
    if (event != null) {
      postponed.add(event);
    }
    if (done.isOther()) {
      postponed.reversed().forEach(queue::addFirst);
      postponed.clear();
    }
    done.inserted().reversed().forEach(queue::addFirst);
  }

  void sent(@Nullable Object reply) {
    sent.add(reply == null ? "null" : reply);
  }

  /** Returns and forgets the replies since the last call. */
  List<Object> takeSent() {
    List<Object> taken = sent;
    sent = taken.isEmpty() ? taken : new ArrayList<>();
    return taken;
  }
}
