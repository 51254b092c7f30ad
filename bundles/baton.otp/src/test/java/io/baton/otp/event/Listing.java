package io.baton.otp.event;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.send;

import io.baton.api.event.EventHandler;
import io.baton.api.event.Outcome;
import io.baton.api.event.Removal;
import io.baton.api.event.Swapped;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.server.Call;
import io.baton.api.server.Handled;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Tells its owner everything. Its argument is its state, or what it takes over. */
public class Listing implements EventHandler<Object, Listing.Kept, Object, Listing.Ask<?>> {
  /** A state: the receiver of reports, the name in them, and how often something has happened. */
  public record Kept(Pid owner, String name, int count) {
    Kept next() {
      return new Kept(owner, name, count + 1);
    }
  }

  sealed interface Ask<R> extends Call<R> {}

  public record Count() implements Ask<Integer> {}

  record Last() implements Ask<String> {}

  record Broken() implements Ask<String> {}

  record Nothing() implements Ask<String> {}

  /** What a handler is to do. */
  record Do(String name, UnaryOperator<Outcome<Kept>> then) {
    @Override
    public String toString() {
      return name;
    }
  }

  private final String version;

  public Listing(String version) {
    this.version = version;
  }

  private void tell(Kept state, String text) {
    send(state.owner(), (version + state.name() + " " + text).strip());
  }

  @Override
  public Kept init(Object argument) {
    Kept kept =
        switch (argument) {
          case Kept first -> first;
          case Swapped(Kept first, Object last) ->
              new Kept(first.owner(), first.name() + "<" + last, 0);
          case Object other -> throw new IllegalArgumentException("bad " + other);
        };
    tell(kept, "init");
    return kept;
  }

  @Override
  public Outcome<Kept> handleEvent(Object event, Kept state) {
    tell(state, "event " + event);
    return event instanceof Do it ? it.then().apply(Outcome.ok(state)) : Outcome.ok(state.next());
  }

  @Override
  public Handled<Kept> handleCall(Ask<?> call, Kept state) {
    return switch (call) {
      case Count count -> count.reply(state.count(), state);
      case Last last -> last.replyAndStop("gone", ExitReason.NORMAL, state);
      case Broken _ -> throw new IllegalStateException("broken");
      case Nothing _ -> Handled.noReply(state);
    };
  }

  @Override
  public Outcome<Kept> handleInfo(Object message, Kept state) {
    tell(state, "info " + message);
    return Outcome.ok(state);
  }

  @Override
  public @Nullable Object terminate(Removal why, Kept state) {
    tell(
        state,
        "terminate "
            + switch (why) {
              case Removal.Failed _ -> "failed";
              case Removal other -> other;
            });
    return "last of " + state.name();
  }

  /** What has come to the caller. */
  static List<String> told() {
    List<String> told = new ArrayList<>();
    while (true) {
      var text = receive(String.class, Duration.ZERO);
      if (text.isEmpty()) {
        return told;
      }
      told.add(text.get());
    }
  }
}
