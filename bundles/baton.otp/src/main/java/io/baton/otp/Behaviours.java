package io.baton.otp;

import io.baton.api.event.EventManagers;
import io.baton.api.server.Servers;
import io.baton.api.spi.Handover;
import io.baton.api.spi.Modules;
import io.baton.api.spi.Replies;
import io.baton.api.spi.Supervising;
import io.baton.api.statem.StateMachines;
import io.baton.api.supervisor.Supervisors;

/** All behaviours of one running system. */
final class Behaviours {
  private final LocalServers servers;
  private final LocalStateMachines machines;
  private final LocalEventManagers managers;
  private final LocalSupervisors supervisors;

  Behaviours(Modules modules, Processes processes, Handover handover, LocalStarts.Functions calls) {
    var crossing = new Crossing(handover);
    var starter = new Starter(processes.replies(), processes.supervising());
    servers = new LocalServers(modules, processes.replies(), starter, crossing);
    machines = new LocalStateMachines(modules, starter, crossing);
    managers = new LocalEventManagers(modules, processes.replies(), starter, crossing);
    supervisors =
        new LocalSupervisors(
            modules,
            processes.replies(),
            processes.supervising(),
            new LocalSupervisors.Parts(
                starter, crossing, own -> new LocalStarts(servers, own, calls)));
  }

  /** What they need of processes. */
  record Processes(Replies replies, Supervising supervising) {}

  void start() {
    Servers.Runtimes.start(servers);
    StateMachines.Runtimes.start(machines);
    EventManagers.Runtimes.start(managers);
    Supervisors.Runtimes.start(supervisors);
  }

  void stop() {
    Supervisors.Runtimes.stop(supervisors);
    EventManagers.Runtimes.stop(managers);
    StateMachines.Runtimes.stop(machines);
    Servers.Runtimes.stop(servers);
  }
}
