package io.baton.otp;

import io.baton.api.code.Code;
import io.baton.api.spi.Handover;
import io.baton.api.spi.LiveStates;
import io.baton.api.spi.ModuleListener;
import io.baton.api.spi.Modules;
import io.baton.api.spi.ProcessTable;
import io.baton.api.spi.Replies;
import io.baton.api.spi.Supervising;
import io.baton.api.spi.SupervisorTable;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves all behaviours, lets servers that wait look at what a load has made current, and shows
 * supervisors.
 */
@Component(immediate = true)
public final class OtpComponent implements ModuleListener, SupervisorTable, LiveStates {
  private final Behaviours behaviours;
  private final WaitingServers waiting;
  private final SupervisorTree tree;
  private final LiveServers live;

  /** Starts to serve. */
  @Activate
  public OtpComponent(
      @Reference Modules modules,
      @Reference Code code,
      @Reference ProcessTable processes,
      @Reference Replies replies,
      @Reference Supervising supervising,
      @Reference Handover handover) {
    behaviours =
        new Behaviours(
            modules, new Behaviours.Processes(replies, supervising), handover, code::call);
    waiting = new WaitingServers(processes);
    tree = new SupervisorTree(processes);
    live = new LiveServers(processes);
    behaviours.start();
  }

  /** Serves no more; servers that run go on. */
  @Deactivate
  void stop() {
    waiting.stop();
    behaviours.stop();
  }

  @Override
  public void changed(String module) {
    waiting.look(module);
  }

  @Override
  public List<Live> of(String module) {
    return live.of(module);
  }

  @Override
  public List<Live> kinds(String module) {
    return live.kinds(module);
  }

  @Override
  public List<Supervised> supervisors() {
    return tree.supervisors();
  }
}
