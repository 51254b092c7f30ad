package io.baton.otp.supervisor;

import io.baton.api.process.Pid;
import io.baton.api.supervisor.ChildRequest;
import io.baton.otp.request.Message;
import io.baton.spi.Replies;
import org.jspecify.annotations.Nullable;

/** Messages to a supervisor in addition to {@link Message}. */
sealed interface ChildMessage {
  /** A request of {@code Supervisors}. */
  record Asked(ChildRequest request, Replies.Slot from) implements ChildMessage {}

  /** {@code {try_again_restart, Id}}: a failed restart is retried after the messages before it. */
  record TryAgain(ChildRecord child, boolean counts) implements ChildMessage {}

  /** A helper has finished its task. */
  record Done(Pid helper, @Nullable Object value) implements ChildMessage {}
}
