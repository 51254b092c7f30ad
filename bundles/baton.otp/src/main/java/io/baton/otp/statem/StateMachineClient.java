package io.baton.otp.statem;

import io.baton.api.server.ServerOptions;
import io.baton.api.server.Started;
import io.baton.api.spi.Modules;
import io.baton.api.spi.ServerRuntime.Tie;
import io.baton.api.spi.StatemRuntime;
import io.baton.otp.loop.Behaviour;
import io.baton.otp.loop.Starter;
import io.baton.otp.version.ValueConverter;

/** Starts the state machines of one running system. */
public final class StateMachineClient implements StatemRuntime {
  private final Modules modules;
  private final Starter starter;
  private final Behaviour machine;

  public StateMachineClient(Modules modules, Starter starter, ValueConverter converter) {
    this.modules = modules;
    this.starter = starter;
    machine = new StateMachineBehaviour(converter);
  }

  @Override
  public Started start(String module, Object argument, ServerOptions options, Tie tie) {
    return starter.start(new Starter.What(machine, modules.named(module)), argument, options, tie);
  }
}
