package io.baton.otp.statem;

import io.baton.api.server.ServerOptions;
import io.baton.api.server.Started;
import io.baton.api.spi.Modules;
import io.baton.api.spi.ServerRuntime.Tie;
import io.baton.api.spi.StatemRuntime;
import io.baton.otp.loop.Behaviour;
import io.baton.otp.loop.Starter;
import io.baton.otp.version.Crossing;

/** Starts the state machines of one running system. */
public final class LocalStateMachines implements StatemRuntime {
  private final Modules modules;
  private final Starter starter;
  private final Behaviour machine;

  public LocalStateMachines(Modules modules, Starter starter, Crossing crossing) {
    this.modules = modules;
    this.starter = starter;
    machine = new StatemBehaviour(crossing);
  }

  @Override
  public Started start(String module, Object argument, ServerOptions options, Tie tie) {
    return starter.start(new Starter.What(machine, modules.named(module)), argument, options, tie);
  }
}
