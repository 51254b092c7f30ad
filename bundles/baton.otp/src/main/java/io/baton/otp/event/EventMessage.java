package io.baton.otp.event;

import io.baton.api.event.HandlerArgs;
import io.baton.api.event.HandlerId;
import io.baton.api.server.Call;
import io.baton.spi.Replies;

/** Messages of the protocol of event managers. */
sealed interface EventMessage {
  /** {@code {notify, Event}}. */
  record Notify(Object event) implements EventMessage {}

  /** {@code {sync_notify, Event}}. */
  record SyncNotify(Object event, Replies.Slot from) implements EventMessage {}

  /** {@code {call, Handler, Query}}. */
  record Ask(HandlerId handler, Call<?> call, Replies.Slot from) implements EventMessage {}

  /** {@code {add_handler, Handler, Args}}. */
  record Add(HandlerId handler, Object argument, Replies.Slot from) implements EventMessage {}

  /** {@code {delete_handler, Handler, Args}}. */
  record Delete(HandlerId handler, Object argument, Replies.Slot from) implements EventMessage {}

  /** {@code {swap_handler, …}}. */
  record Swap(HandlerArgs old, HandlerArgs next, Replies.Slot from) implements EventMessage {}

  /** {@code which_handlers}. */
  record Which(Replies.Slot from) implements EventMessage {}
}
