package io.baton.otp.server;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.server.Call;
import io.baton.api.server.CastServer;
import io.baton.api.server.From;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import io.baton.api.server.Then;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A server that does what it is asked to, and tells its owner what is done to it. Its state is the
 * list of the items that it has received.
 */
class Teller implements CastServer<Teller.Start, Teller.State, Teller.Ask<?>, Teller.Add> {
  /** What {@code init} does. */
  record Start(Pid owner, Init<State> result) {
    static Start ok() {
      return then(Then.WAIT);
    }

    static Start then(Then then) {
      return new Start(Processes.self(), Init.ok(new State(Processes.self(), List.of()), then));
    }
  }

  record State(Pid owner, List<String> items) {
    State with(String item) {
      return new State(
          owner,
          java.util.stream.Stream.concat(items.stream(), java.util.stream.Stream.of(item))
              .toList());
    }
  }

  sealed interface Ask<R extends @Nullable Object> extends Call<R> {}

  record Items() implements Ask<List<String>> {}

  /** Adds an item, and continues as the request says. */
  record AddAnd(String item, Then then) implements Ask<Integer> {}

  record Fail(RuntimeException failure) implements Ask<String> {}

  record RunOutOfMemory() implements Ask<String> {}

  record Exit(ExitReason reason) implements Ask<String> {}

  record Stop(ExitReason reason) implements Ask<String> {}

  record StopReply(ExitReason reason) implements Ask<String> {}

  record Nothing() implements Ask<String> {}

  /** Says that it has begun, and waits. */
  record Block(CountDownLatch begun, CountDownLatch end) implements Ask<String> {}

  /** The reply comes when the next item is added; its owner gets the {@link From}. */
  record Later() implements Ask<String> {}

  /** Calls the server itself. */
  record CallYourself() implements Ask<String> {}

  record Add(String item) {}

  record Told(String what, @Nullable Object with) {}

  static void tell(State state, String what, @Nullable Object with) {
    Processes.send(state.owner(), new Told(what, with));
  }

  @Override
  public Init<State> init(Start argument) {
    return argument.result();
  }

  @Override
  public Handled<State> handleCall(Ask<?> call, From from, State state) {
    return switch (call) {
      case Items items -> items.reply(state.items(), state);
      case AddAnd add -> add.reply(state.items().size() + 1, state.with(add.item()), add.then());
      case Fail(RuntimeException failure) -> throw failure;
      case RunOutOfMemory() -> throw new OutOfMemoryError("on purpose");
      case Exit(ExitReason reason) -> throw Processes.exit(reason);
      case Stop(ExitReason reason) -> Handled.stop(reason, state);
      case StopReply stop -> stop.replyAndStop("bye", stop.reason(), state);
      case Nothing _ -> null;
      case Block block -> {
        block.begun().countDown();
        try {
          block.end().await();
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
        yield block.reply("late", state);
      }
      case Later _ -> {
        tell(state, "from", from);
        yield Handled.noReply(state);
      }
      case CallYourself self ->
          self.reply(io.baton.api.server.Servers.of(Processes.self()).call(new Nothing()), state);
    };
  }

  @Override
  public Handled<State> handleCast(Add cast, State state) {
    return Handled.noReply(state.with(cast.item()));
  }

  @Override
  public Handled<State> handleInfo(Object message, State state) {
    tell(state, "info", message);
    return Handled.noReply(state.with(String.valueOf(message)));
  }

  @Override
  public Handled<State> handleContinue(Object term, State state) {
    return Handled.noReply(state.with("continue " + term));
  }

  @Override
  public void terminate(ExitReason reason, State state) {
    tell(state, "terminate", reason);
  }
}
