package io.baton.otp;

import io.baton.api.spi.Handover;
import io.baton.api.spi.Modules;
import io.baton.api.spi.Replies;
import io.baton.api.spi.Runtimes;
import io.baton.api.spi.Supervising;
import io.baton.otp.event.EventManagerClient;
import io.baton.otp.server.ServerClient;
import io.baton.otp.statem.StateMachineClient;
import io.baton.otp.supervisor.ChildStarts;
import io.baton.otp.supervisor.SupervisorClient;
import io.baton.otp.version.ValueConverter;

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
    Runtimes.SERVERS.start(servers);
    Runtimes.STATE_MACHINES.start(machines);
    Runtimes.EVENT_MANAGERS.start(managers);
    Runtimes.SUPERVISORS.start(supervisors);
  }

  void stop() {
    Runtimes.SUPERVISORS.stop(supervisors);
    Runtimes.EVENT_MANAGERS.stop(managers);
    Runtimes.STATE_MACHINES.stop(machines);
    Runtimes.SERVERS.stop(servers);
  }
}
