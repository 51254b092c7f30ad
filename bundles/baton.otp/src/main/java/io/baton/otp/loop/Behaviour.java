package io.baton.otp.loop;

import io.baton.api.process.ExitReason;
import io.baton.api.server.Handled;
import io.baton.api.server.Idle;
import io.baton.api.server.Init;
import io.baton.api.server.Then;
import io.baton.api.spi.Modules;
import io.baton.api.spi.ProcessTable;
import io.baton.otp.request.Message;
import io.baton.otp.version.LiveState;
import io.baton.otp.version.StateCarrier;
import io.baton.otp.version.Versions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What differs between the behaviours: how a message becomes a call of the module. It has no state
 * of its own, so one object serves all servers; but an event manager has one for itself.
 */
public interface Behaviour extends StateCarrier {
  /** The first state; null is a bad return value. */
  @Nullable Init<Object> init(Modules.Bound version, Object argument);

  /** Handles a {@link Message} or anything else that was sent; null is a bad return value. */
  @Nullable Handled<Object> handle(Modules.Bound version, Object message, Object state);

  /** Cleans up. */
  void terminate(Modules.Bound version, ExitReason reason, Object state);

  /** What to do until the next message, if a callback has said {@code then}. */
  default Then untilNext(Object state, Then then) {
    return then;
  }

  /** What is handled if no message comes in that time. */
  default Object idle() {
    return Idle.TIMEOUT;
  }

  /** What {@code sys:get_state} shows of the state. */
  default Object shown(Object state) {
    return state;
  }

  /** What is in the state; asked by any thread, while the process goes on. */
  default List<ProcessTable.Kept> kept(Object state) {
    return List.of(new ProcessTable.Kept("state", state));
  }

  /**
   * What of the state is a module's, to be checked before a load; asked by any thread.
   *
   * @param versions of the loop, which carry what it would carry
   */
  default List<LiveState> live(Object state, Versions versions, String module) {
    return List.of();
  }

  /** States of the same kind need be compared once; null if that cannot be said. */
  default @Nullable Class<?> kind(Object state) {
    return null;
  }

  /** The state after {@code sys:replace_state}, with what that has made of what was shown. */
  default Object replace(Modules.Bound into, Object state, Object shown) {
    return carry(into, shown);
  }

  /** What {@link #handle} has sent as replies, asked once after each. */
  default List<Object> takeSent(Object state) {
    return List.of();
  }

  /** An old version that it is in besides the loop's own; asked by who looks. */
  default @Nullable ClassLoader code() {
    return null;
  }

  /** Whether it is in a version besides the loop's own; asked by who looks. */
  default boolean isIn(ClassLoader version) {
    return code() == version;
  }

  /** Why it does not leave a version that it is in besides the loop's own. */
  default Optional<String> whyIn(ClassLoader version) {
    return Optional.empty();
  }

  /** Whether it runs a module besides the loop's own; asked by any thread. */
  default boolean runs(String module) {
    return false;
  }

  /** Another version is current of a module that it {@link #runs}. */
  default void look() {}
}
