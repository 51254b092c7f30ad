package io.baton.otp.server;

import static io.baton.otp.Node.await;
import static io.baton.otp.Node.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.MonitorRef;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.server.Call;
import io.baton.api.server.From;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import io.baton.api.server.Server;
import io.baton.api.server.Servers;
import io.baton.api.server.Then;
import io.baton.otp.Node;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Callbacks that a server needs and does not implement. */
class UndefinedCallbackTest {
  private record Go() implements Call<String> {}

  /** Continues after a call, and does not say how. */
  private static final class Unfinished implements Server<String, String, Go> {
    @Override
    public Init<String> init(String argument) {
      return Init.ok(argument);
    }

    @Override
    public Handled<String> handleCall(Go call, From from, String state) {
      return call.reply("gone", state, Then.continueWith("x"));
    }
  }

  /** Erlang: {@code undef}, if the module exports no handle_continue. */
  @Test
  void aServerEndsThatContinuesAndDoesNotImplementIt() {
    new Node().load("unfinished", new Unfinished());
    Pid server = start("unfinished", "state");
    MonitorRef monitor = Processes.monitor(server);

    String reply = Servers.of(server).call(new Go());

    assertThat(reply).isEqualTo("gone");
    Down down = await(Down.class);
    assertThat(down.ref()).isEqualTo(monitor);
    assertThat(down.reason())
        .asInstanceOf(InstanceOfAssertFactories.type(ExitReason.Failed.class))
        .extracting(ExitReason.Failed::type, ExitReason.Failed::message)
        .containsExactly(
            UndefinedFunctionException.class.getName(),
            Unfinished.class.getName()
                + " does not implement handleContinue, but a callback returned Then.continueWith");
  }
}
