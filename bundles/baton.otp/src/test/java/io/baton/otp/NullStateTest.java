package io.baton.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.event.HandlerId;
import io.baton.api.event.Outcome;
import io.baton.api.process.ExitReason;
import io.baton.api.server.Call;
import io.baton.api.server.From;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import io.baton.api.server.Server;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.Servers;
import io.baton.api.server.Started;
import io.baton.api.server.Then;
import io.baton.api.statem.Entered;
import io.baton.api.statem.StateData;
import io.baton.api.statem.Transition;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Null is no state, and that is said where it is given. */
class NullStateTest {
  private static final Object NULL = null;

  private record Ask() implements Call<String> {}

  private record Stateless() implements Server<String, Object, Ask> {
    @Override
    public Init<Object> init(String argument) {
      return Init.ok(argument.isEmpty() ? NULL : argument);
    }

    @Override
    public Handled<Object> handleCall(Ask ask, From from, Object state) {
      return ask.reply("reply", NULL);
    }
  }

  @Test
  void everyResultRefusesNull() {
    List<ThrowingCallable> results =
        List.of(
            () -> Init.ok(NULL),
            () -> Init.ok(NULL, Then.WAIT),
            () -> new Ask().reply("reply", NULL),
            () -> new Ask().replyAndStop("reply", ExitReason.NORMAL, NULL),
            () -> Handled.noReply(NULL),
            () -> Handled.stop(ExitReason.NORMAL, NULL),
            () -> Outcome.ok(NULL),
            () -> Outcome.swap("why", NULL, HandlerId.of("x"), "argument"),
            () -> io.baton.api.statem.Init.ok(NULL, "data"),
            () -> io.baton.api.statem.Init.ok("state", NULL),
            () -> Transition.nextState(NULL, "data"),
            () -> Transition.nextState("state", NULL),
            () -> Transition.keepState(NULL),
            () -> Transition.repeatState(NULL),
            () -> Transition.stop(ExitReason.NORMAL, NULL),
            () -> Transition.stopAndReply(ExitReason.NORMAL, NULL),
            () -> Entered.keepState(NULL),
            () -> Entered.stop(ExitReason.NORMAL, NULL),
            () -> new StateData<>(NULL, "data"));

    for (ThrowingCallable result : results) {
      assertThatThrownBy(result)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageMatching("the (state|data) must not be null; .*");
    }
  }

  @Test
  void aServerWhoseFirstStateIsNullDoesNotStart() {
    new Node().load("stateless", new Stateless());

    Started started = Servers.start("stateless", "", ServerOptions.NONE);

    assertThat(started)
        .isInstanceOfSatisfying(
            Started.Failed.class,
            failed -> assertThat(failed.reason().toString()).contains("must not be null"));
  }

  @Test
  void aServerThatGivesNullLaterEndsThereAndSaysWhy() {
    new Node().load("stateless", new Stateless());
    var server = Node.start("stateless", "state");

    assertThatThrownBy(() -> Servers.of(server).call(new Ask()))
        .hasMessageContaining("the state must not be null");
  }
}
