package io.baton.otp.supervisor;

import io.baton.api.process.Pid;
import io.baton.api.spi.Replies;
import io.baton.api.supervisor.ChildRequest;
import org.jspecify.annotations.Nullable;

/** What a supervisor finds in its mailbox besides what every server does. */
sealed interface ChildMessage {
  /** A request of {@code Supervisors}. */
  record Asked(ChildRequest request, Replies.Slot from) implements ChildMessage {}

  /** {@code {try_again_restart, Id}}: the restart has failed, and is tried again in its turn. */
  record TryAgain(ChildRecord child, boolean counts) implements ChildMessage {}

  /** A helper has done its work. */
  record Done(Pid helper, @Nullable Object value) implements ChildMessage {}
}
