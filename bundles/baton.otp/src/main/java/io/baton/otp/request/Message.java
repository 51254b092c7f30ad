package io.baton.otp.request;

import io.baton.api.process.ExitReason;
import io.baton.api.server.Call;
import io.baton.api.server.SysRequest;
import io.baton.api.spi.Replies;
import java.util.concurrent.CountDownLatch;

/** What a server finds in its mailbox besides what anyone sends. */
public sealed interface Message {
  /** {@code {'$gen_call', From, Request}}. */
  record Request(Call<?> call, Replies.Slot from) implements Message {}

  /** {@code {'$gen_cast', Request}}. */
  record Cast(Object cast) implements Message {}

  /** {@code {continue, Term}}; never in a mailbox. */
  record Continue(Object term) implements Message {}

  /** {@code {system, From, Request}}. */
  record SystemRequest(SysRequest request, Replies.Slot from) implements Message {}

  /** {@code {system, From, {terminate, Reason}}} whose sender waits for the end itself. */
  record Stop(ExitReason reason) implements Message {}

  /**
   * Another version is current: not handled by the module, and no end of an idle time-out.
   *
   * @param looked counted down when the server has looked
   */
  record Look(CountDownLatch looked) implements Message {}

  /** What the server waits for in a gap may be there; nothing if it does not wait any more. */
  record Changed() implements Message {}
}
