package io.baton.otp.loop;

import io.baton.api.process.ExitReason;
import io.baton.api.server.Handled;
import io.baton.api.server.Idle;
import io.baton.api.server.Init;
import io.baton.api.server.Then;
import io.baton.otp.request.Message;
import io.baton.otp.version.LiveState;
import io.baton.otp.version.StateCarrier;
import io.baton.otp.version.Versions;
import io.baton.spi.Modules;
import io.baton.spi.ProcessTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Difference between the behaviours: how a message becomes a call of the module. One object without
 * state serves all servers; only an event manager has one of its own.
 */
public interface Behaviour extends StateCarrier {
  /** Returns what a process with this behaviour is, such as {@code server}. */
  default String role() {
    return "server";
  }

  /** Makes the first state; null is a bad return value. */
  @Nullable Init<Object> init(Modules.Bound version, Object argument);

  /** Handles a {@link Message} or anything else that was sent; null is a bad return value. */
  @Nullable Handled<Object> handle(Modules.Bound version, Object message, Object state);

  /** Cleans up. */
  void terminate(Modules.Bound version, ExitReason reason, Object state);

  /** Returns what to do until the next message, if a callback has returned {@code then}. */
  default Then untilNext(Object state, Then then) {
    return then;
  }

  /** Returns what is handled if no message comes in that time. */
  default Object idle() {
    return Idle.TIMEOUT;
  }

  /** Returns what {@code sys:get_state} shows of the state. */
  default Object shown(Object state) {
    return state;
  }

  /** Returns the parts of the state; called by any thread, while the process continues. */
  default List<ProcessTable.Kept> kept(Object state) {
    return List.of(new ProcessTable.Kept("state", state));
  }

  /**
   * Returns the parts of the state that a load of a module is to check; called by any thread.
   *
   * @param versions of the loop
   */
  default List<LiveState> live(Object state, Versions versions, String module) {
    return List.of();
  }

  /**
   * Returns the kind of a state: those of one kind are compared once; null if every state must be
   * compared.
   */
  default @Nullable Class<?> kind(Object state) {
    return null;
  }

  /**
   * Returns the state after {@code sys:replace_state}, from the replaced form of what was shown.
   */
  default Object replace(Modules.Bound into, Object state, Object shown) {
    return carry(into, shown);
  }

  /** Returns and forgets the replies that {@link #handle} has sent; called once after each. */
  default List<Object> takeSent(Object state) {
    return List.of();
  }

  /**
   * Returns an old version that it is in besides the loop's own; null if none; called by any
   * thread.
   */
  default @Nullable ClassLoader code() {
    return null;
  }

  /** Returns whether it is in a version besides the loop's own; called by any thread. */
  default boolean isIn(ClassLoader version) {
    return code() == version;
  }

  /** Returns whether it is in any of several versions besides the loop's own. */
  default boolean isInAny(Set<ClassLoader> versions) {
    ClassLoader code = code();
    return code != null && versions.contains(code);
  }

  /** Returns why it does not leave a version that it is in besides the loop's own. */
  default Optional<String> whyIn(ClassLoader version) {
    return Optional.empty();
  }

  /** Returns whether it may ever run a module besides the loop's own; never changes. */
  default boolean runsOthers() {
    return false;
  }

  /** Returns whether it runs a module besides the loop's own; called by any thread. */
  default boolean runs(String module) {
    return false;
  }

  /**
   * Carries its states along, because another version of a module that it {@link #runs} is current.
   */
  default void look() {}
}
