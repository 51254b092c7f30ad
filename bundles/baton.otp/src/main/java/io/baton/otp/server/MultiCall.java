package io.baton.otp.server;

import io.baton.api.process.Pid;
import io.baton.api.server.Call;
import io.baton.api.server.MultiReply;
import io.baton.otp.request.Deadline;
import io.baton.otp.request.Message;
import io.baton.spi.Replies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls to several servers with one common time-out. */
final class MultiCall<T> {
  private final Replies replies;
  private final Deadline deadline;
  private final Map<T, Replies.Slot> asked = new LinkedHashMap<>();
  private final List<T> bad = new ArrayList<>();

  MultiCall(Replies replies, Duration timeout) {
    this.replies = replies;
    deadline = new Deadline(timeout);
  }

  void ask(T server, @Nullable Pid pid, Call<?> call) {
    if (pid == null) {
      bad.add(server);
    } else if (!asked.containsKey(server)) {
      asked.put(server, replies.ask(pid, from -> new Message.Request(call, from)));
    }
  }

  <R> MultiReply<T, R> collect(Function<@Nullable Object, R> read) {
    Map<T, R> got = new LinkedHashMap<>();
    try {
      asked.forEach((server, slot) -> {
        switch (slot.await(deadline.remaining())) {
          case Replies.Outcome.Answered(var value) -> got.put(server, read.apply(value));
          case Replies.Outcome.Ended _, Replies.Outcome.TimedOut _ -> bad.add(server);
        }
      });
    } finally {
      asked.values().forEach(Replies.Slot::forget);
    }
    return new MultiReply<>(Collections.unmodifiableMap(got), List.copyOf(bad));
  }
}
