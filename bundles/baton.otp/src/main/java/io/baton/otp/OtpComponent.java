package io.baton.otp;

import io.baton.api.code.Code;
import io.baton.otp.loop.LiveServers;
import io.baton.otp.loop.WaitingServers;
import io.baton.otp.supervisor.SupervisorTree;
import io.baton.spi.Handover;
import io.baton.spi.LastHandover;
import io.baton.spi.LiveStates;
import io.baton.spi.ModuleListener;
import io.baton.spi.Modules;
import io.baton.spi.Pause;
import io.baton.spi.ProcessTable;
import io.baton.spi.Replies;
import io.baton.spi.Supervising;
import io.baton.spi.SupervisorTable;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Serves all behaviours, brings waiting servers to the version that a load has made current, and
 * lists supervisors.
 */
@Component(immediate = true)
public final class OtpComponent implements ModuleListener, SupervisorTable, LiveStates {
  /**
   * Handover of all servers, including those started before the bundle was stopped and started
   * again.
   */
  private static final LastHandover HANDOVER = new LastHandover();

  private final Behaviours behaviours;
  private final WaitingServers waiting;
  private final SupervisorTree tree;
  private final LiveServers live;
  private final LastModules modules = new LastModules();

  /** Touched by SCR only. */
  private boolean serves;

  /** Written by SCR as code servers come, read by starts of children. */
  private volatile @Nullable Code code;

  /** Prepares to serve as soon as there is a code server. */
  @Activate
  public OtpComponent(
      @Reference ProcessTable processes,
      @Reference Replies replies,
      @Reference Supervising supervising,
      @Reference Handover handover) {
    HANDOVER.is(handover);
    behaviours = new Behaviours(modules, replies, supervising, HANDOVER, this::call);
    waiting = new WaitingServers(processes);
    tree = new SupervisorTree(processes);
    live = new LiveServers(processes);
  }

  /**
   * Starts to serve, if it does not yet.
   *
   * @param found which versions there are
   */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void setModules(Modules found) {
    modules.are(found);
    if (!serves) {
      serves = true;
      behaviours.start();
    }
  }

  void unsetModules(Modules gone) {
    // running servers continue with the last modules, which the code server knows when it is back
  }

  /**
   * Calls the functions that start children by this code server from now on.
   *
   * @param found the code server
   */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void setCode(Code found) {
    code = found;
  }

  void unsetCode(Code gone) {
    // as above
  }

  private @Nullable Object call(String module, String function, List<?> arguments)
      throws Throwable {
    Code now = code;
    if (now == null) {
      throw LastModules.noneYet();
    }
    return now.call(module, function, arguments);
  }

  /**
   * Stops serving at the end of a {@link Pause}, or when the framework has stopped. Running servers
   * continue; until then they are called, and others are started, as before.
   */
  @Deactivate
  void stop(BundleContext context) {
    waiting.stop();
    if (serves) {
      Framework framework =
          context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).adapt(Framework.class);
      var _ =
          framework.getState() == Bundle.STOPPING
              ? Pause.until(framework::waitForStop, behaviours::stop)
              : Pause.begin(Pause.PATIENCE, behaviours::stop);
    }
  }

  @Override
  public void changed(String module) {
    waiting.look(module);
  }

  @Override
  public void settle(String module) {
    waiting.settle(module);
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
