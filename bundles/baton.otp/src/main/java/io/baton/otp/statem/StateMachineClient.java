package io.baton.otp.statem;

import io.baton.api.server.ServerOptions;
import io.baton.api.server.ServerRuntime.Tie;
import io.baton.api.server.Started;
import io.baton.api.statem.StateMachineRuntime;
import io.baton.otp.loop.Starter;
import io.baton.otp.version.ValueConverter;
import io.baton.spi.Modules;
import io.baton.spi.Replies;
import io.baton.spi.Supervising;

/** Starts the state machines of one running system. */
public final class StateMachineClient implements StateMachineRuntime {
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
