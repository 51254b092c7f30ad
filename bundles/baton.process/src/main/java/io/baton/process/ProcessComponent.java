package io.baton.process;

import io.baton.api.process.ProcessRuntime;
import io.baton.api.process.RuntimeHolder;
import io.baton.spi.Handover;
import io.baton.spi.ModuleListener;
import io.baton.spi.Modules;
import io.baton.spi.Pause;
import io.baton.spi.ProcessControl;
import io.baton.spi.ProcessTable;
import io.baton.spi.ProcessTracing;
import io.baton.spi.Replies;
import io.baton.spi.Safepoints;
import io.baton.spi.ShellSessions;
import io.baton.spi.Supervising;
import io.baton.spi.VersionMarks;
import java.util.List;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Offers the processes of this system to the other bundles, and to {@link ProcessRuntime#HOLDER}.
 *
 * <p>Processes outlive a restart of the bundle, and of what it needs.
 */
@Capability(
    namespace = "osgi.service",
    attribute =
        "objectClass:List<String>=\"io.baton.spi.ProcessTable,io.baton.spi.ProcessControl,io.baton.spi.ShellSessions,io.baton.spi.ProcessTracing,io.baton.spi.Replies,io.baton.spi.Supervising\"")
@Component(service = {})
public final class ProcessComponent {
  /** Id of the framework. */
  private final String framework;

  private final Remembered remembered;

  /** What is registered while the component is active. */
  private final List<ServiceRegistration<?>> offered;

  /**
   * Begins to serve {@link ProcessRuntime#HOLDER}, with the processes that existed before a pause.
   *
   * @throws IllegalStateException if that serves another framework
   */
  @Activate
  public ProcessComponent(
      BundleContext context,
      @Reference Handover handover,
      @Reference Safepoints safepoints,
      @Reference VersionMarks marks) {
    framework = String.valueOf(context.getProperty(Constants.FRAMEWORK_UUID));
    RuntimeHolder.claim(framework);
    remembered = Remembered.begin(handover, safepoints);
    ProcessSystem system = remembered.runtime;
    system.upgrades().marks(marks);
    offered =
        List.of(
            context.registerService(
                new String[] {
                  ProcessTable.class.getName(),
                  ProcessControl.class.getName(),
                  ShellSessions.class.getName()
                },
                system,
                null),
            context.registerService(ProcessTracing.class, system.tracing(), null),
            context.registerService(ModuleListener.class, system.upgrades(), null),
            context.registerService(Replies.class, system.replies(), null),
            context.registerService(Supervising.class, system.supervising(), null));
  }

  /**
   * Finds out from now on by these whether a version is current.
   *
   * @param modules of the code server
   */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  public void setModules(Modules modules) {
    remembered.runtime.upgrades().modules(modules);
  }

  void unsetModules(Modules gone) {
    // processes continue with the last modules, which the code server knows when it is back
  }

  /**
   * Ends all processes, with reason {@code shutdown}, if the framework stops. Otherwise they go on
   * for the time of a {@link Pause}, and end if the component is not active again by then.
   */
  @Deactivate
  void pause(BundleContext context) {
    offered.forEach(ServiceRegistration::unregister);
    BundleContext system = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getBundleContext();
    if (system == null) {
      remembered.end();
      RuntimeHolder.release(framework);
      return;
    }
    Pause pause = remembered.pause(Pause.PATIENCE);
    system.addBundleListener(new EndOfPause(pause, context.getBundle(), system, framework));
    if (system.getBundle().getState() == Bundle.STOPPING) {
      pause.end();
      RuntimeHolder.release(framework);
    }
  }

  /**
   * Ends the pause when the bundle gives up its classes, or the framework stops. Removes itself at
   * the first event after the pause.
   */
  private record EndOfPause(Pause pause, Bundle own, BundleContext system, String framework)
      implements SynchronousBundleListener {
    @Override
    public void bundleChanged(BundleEvent event) {
      boolean isEnd =
          switch (event.getType()) {
            case BundleEvent.UNRESOLVED, BundleEvent.UNINSTALLED, BundleEvent.UPDATED ->
                event.getBundle().equals(own);
            case BundleEvent.STOPPING ->
                event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID;
            default -> false;
          };
      if (isEnd) {
        pause.end();
        RuntimeHolder.release(framework);
      }
      if (pause.isOver()) {
        system.removeBundleListener(this);
      }
    }
  }
}
