package io.baton.otp.supervisor;

import static io.baton.api.process.Processes.receive;

import io.baton.api.supervisor.ChildRequest;
import io.baton.otp.request.Deadline;
import io.baton.spi.Replies;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Waits for a message, and answers read-only requests meanwhile. */
final class ResponsiveWait {
  private final BiConsumer<ChildRequest.Look, Replies.Slot> answer;

  ResponsiveWait(BiConsumer<ChildRequest.Look, Replies.Slot> answer) {
    this.answer = answer;
  }

  /** Returns the first wanted message; null after the deadline. */
  @Nullable Object await(Predicate<Object> wanted, Optional<Deadline> deadline) {
    Predicate<Object> condition = message -> isLook(message) || wanted.test(message);
    while (true) {
      Object message = first(condition, deadline.map(Deadline::remaining));
      if (message instanceof ChildMessage.Asked(ChildRequest.Look look, var from)) {
        answer.accept(look, from);
      } else {
        return message;
      }
    }
  }

  /** Returns the first wanted message without answering requests; null after the time. */
  static @Nullable Object first(Predicate<Object> wanted, Optional<Duration> bound) {
    return bound.isEmpty()
        ? receive(Object.class, wanted)
        : receive(Object.class, wanted, bound.get()).orElse(null);
  }

  private static boolean isLook(Object message) {
    return message instanceof ChildMessage.Asked(ChildRequest.Look _, _);
  }
}
