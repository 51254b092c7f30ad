package io.baton.otp;

import io.baton.api.spi.Handover;
import io.baton.api.spi.Modules;
import io.baton.api.spi.Replies;
import io.baton.api.spi.Runtimes;
import io.baton.api.spi.Supervising;
import io.baton.otp.event.EventManagerClient;
import io.baton.otp.loop.Starter;
import io.baton.otp.server.ServerClient;
import io.baton.otp.statem.StateMachineClient;
import io.baton.otp.supervisor.ChildStarts;
import io.baton.otp.supervisor.SupervisorClient;
import io.baton.otp.version.ValueConverter;

/** All behaviours of one running system. */
final class Behaviours {
  private final ServerClient servers;
  private final StateMachineClient machines;
  private final EventManagerClient managers;
  private final SupervisorClient supervisors;

  Behaviours(Modules modules, Processes processes, Handover handover, ChildStarts.Functions calls) {
    var converter = new ValueConverter(handover);
    var starter = new Starter(processes.replies(), processes.supervising());
    servers = new ServerClient(modules, processes.replies(), starter, converter);
    machines = new StateMachineClient(modules, starter, converter);
    managers = new EventManagerClient(modules, processes.replies(), starter, converter);
    supervisors =
        new SupervisorClient(
            modules,
            processes.replies(),
            processes.supervising(),
            new SupervisorClient.Parts(
                starter, converter, own -> new ChildStarts(servers, own, calls)));
  }

  /** What they need of processes. */
  record Processes(Replies replies, Supervising supervising) {}

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
