package io.baton.otp;

import io.baton.api.event.EventManagers;
import io.baton.api.server.Servers;
import io.baton.api.spi.Handover;
import io.baton.api.spi.ModuleListener;
import io.baton.api.spi.Modules;
import io.baton.api.spi.ProcessTable;
import io.baton.api.spi.Replies;
import io.baton.api.statem.StateMachines;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves {@link Servers}, {@link StateMachines} and {@link EventManagers}, and lets servers that
 * wait look at what a load has made current.
 */
@Component(immediate = true)
public final class OtpComponent implements ModuleListener {
  private final LocalServers servers;
  private final LocalStateMachines machines;
  private final LocalEventManagers managers;
  private final WaitingServers waiting;

  /** Starts to serve. */
  @Activate
  public OtpComponent(
      @Reference Modules modules,
      @Reference ProcessTable processes,
      @Reference Replies replies,
      @Reference Handover handover) {
    servers = new LocalServers(modules, replies, handover);
    machines = new LocalStateMachines(modules, replies, handover);
    managers = new LocalEventManagers(modules, replies, handover);
    waiting = new WaitingServers(processes);
    Servers.Runtimes.start(servers);
    StateMachines.Runtimes.start(machines);
    EventManagers.Runtimes.start(managers);
  }

  /** Serves no more; servers that run go on. */
  @Deactivate
  void stop() {
    Servers.Runtimes.stop(servers);
    StateMachines.Runtimes.stop(machines);
    EventManagers.Runtimes.stop(managers);
  }

  @Override
  public void changed(String module) {
    waiting.look(module);
  }
}
