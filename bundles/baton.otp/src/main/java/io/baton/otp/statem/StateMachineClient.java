package io.baton.otp.statem;

import io.baton.api.server.ServerOptions;
import io.baton.api.server.Started;
import io.baton.api.spi.Modules;
import io.baton.api.spi.Replies;
import io.baton.api.spi.ServerRuntime.Tie;
import io.baton.api.spi.StatemRuntime;
import io.baton.api.spi.Supervising;
import io.baton.otp.loop.Starter;
import io.baton.otp.version.ValueConverter;

/** Starts the state machines of one running system. */
public final class StateMachineClient implements StatemRuntime {
  private final Modules modules;
  private final Starter starter;

  public StateMachineClient(
      Modules modules, Replies replies, Supervising supervising, ValueConverter converter) {
    this.modules = modules;
    var machine = new StateMachineBehaviour(converter);
    starter = new Starter(replies, supervising, () -> machine);
  }

  @Override
  public Started start(String module, Object argument, ServerOptions options, Tie tie) {
    return starter.start(modules.named(module), argument, options, tie);
  }
}
