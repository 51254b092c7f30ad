package io.baton.otp;

import io.baton.api.event.EventRuntime;
import io.baton.api.server.ServerRuntime;
import io.baton.api.statem.StateMachineRuntime;
import io.baton.api.supervisor.SupervisorRuntime;
import io.baton.otp.event.EventManagerClient;
import io.baton.otp.server.ServerClient;
import io.baton.otp.statem.StateMachineClient;
import io.baton.otp.supervisor.ChildStarts;
import io.baton.otp.supervisor.SupervisorClient;
import io.baton.otp.version.ValueConverter;
import io.baton.spi.Handover;
import io.baton.spi.Modules;
import io.baton.spi.Replies;
import io.baton.spi.Supervising;

/** Wires the behaviours of one running system. */
final class Behaviours {
  private final ServerClient servers;
  private final StateMachineClient machines;
  private final EventManagerClient managers;
  private final SupervisorClient supervisors;

  Behaviours(
      Modules modules,
      Replies replies,
      Supervising supervising,
      Handover handover,
      ChildStarts.Functions functions) {
    var converter = new ValueConverter(handover);
    servers = new ServerClient(modules, replies, supervising, converter);
    machines = new StateMachineClient(modules, replies, supervising, converter);
    managers = new EventManagerClient(modules, replies, supervising, converter);
    supervisors =
        new SupervisorClient(modules, replies, supervising, converter, servers, functions);
  }

  void start() {
    ServerRuntime.HOLDER.start(servers);
    StateMachineRuntime.HOLDER.start(machines);
    EventRuntime.HOLDER.start(managers);
    SupervisorRuntime.HOLDER.start(supervisors);
  }

  void stop() {
    SupervisorRuntime.HOLDER.stop(supervisors);
    EventRuntime.HOLDER.stop(managers);
    StateMachineRuntime.HOLDER.stop(machines);
    ServerRuntime.HOLDER.stop(servers);
  }
}
