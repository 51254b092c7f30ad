package io.baton.otp;

import io.baton.api.spi.Handover;
import io.baton.api.spi.Modules;
import io.baton.api.spi.Replies;
import io.baton.api.spi.Runtimes;
import io.baton.api.spi.Supervising;
import io.baton.otp.event.LocalEventManagers;
import io.baton.otp.loop.Starter;
import io.baton.otp.server.LocalServers;
import io.baton.otp.statem.LocalStateMachines;
import io.baton.otp.supervisor.LocalStarts;
import io.baton.otp.supervisor.LocalSupervisors;
import io.baton.otp.version.Crossing;

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
