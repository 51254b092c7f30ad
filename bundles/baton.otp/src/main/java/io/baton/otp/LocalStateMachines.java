package io.baton.otp;

import io.baton.api.server.ServerOptions;
import io.baton.api.server.Started;
import io.baton.api.spi.Modules;
import io.baton.api.spi.ServerRuntime.Tie;
import io.baton.api.spi.StatemRuntime;

/** Starts the state machines of one running system. */
final class LocalStateMachines implements StatemRuntime {
  private final Modules modules;
  private final Starter starter;
  private final Behaviour machine;

  LocalStateMachines(Modules modules, Starter starter, Crossing crossing) {
    this.modules = modules;
    this.starter = starter;
    machine = new StatemBehaviour(crossing);
  }

  @Override
  public Started start(String module, Object argument, ServerOptions options, Tie tie) {
    return starter.start(new Starter.What(machine, modules.named(module)), argument, options, tie);
  }
}
