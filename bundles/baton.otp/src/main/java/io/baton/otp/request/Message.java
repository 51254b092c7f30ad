package io.baton.otp.request;

import io.baton.api.process.ExitReason;
import io.baton.api.server.Call;
import io.baton.api.server.SysRequest;
import io.baton.spi.Replies;
import java.util.concurrent.CountDownLatch;

/** Messages of the protocols of servers and of {@code sys}. */
public sealed interface Message {
  /** {@code {'$gen_call', From, Request}}. */
  record Request(Call<?> call, Replies.Slot from) implements Message {}

  /** {@code {'$gen_cast', Request}}. */
  record Cast(Object cast) implements Message {}

  /** {@code {continue, Term}}; never in a mailbox. */
  record Continue(Object term) implements Message {}

  /** {@code {system, From, Request}}. */
  record SystemRequest(SysRequest request, Replies.Slot from) implements Message {}

  /** {@code {system, From, {terminate, Reason}}}; the sender waits for the end of the process. */
  record Stop(ExitReason reason) implements Message {}

  /**
   * Another version is current. The module does not see it, and it does not end an idle time-out.
   *
   * @param looked counted down when the server has changed version, or stays
   */
  record Look(CountDownLatch looked) implements Message {}

  /** The module that a server waits for may be back; ignored by a server that does not wait. */
  record Changed() implements Message {}
}
