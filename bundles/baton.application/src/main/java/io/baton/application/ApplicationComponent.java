package io.baton.application;

import io.baton.api.application.ApplicationInfo;
import io.baton.api.application.Applications;
import io.baton.api.application.EnsureAllResult;
import io.baton.api.application.StartResult;
import io.baton.api.application.StopResult;
import io.baton.api.code.CodeLoader;
import io.baton.api.code.CodeStatus;
import io.baton.application.control.ApplicationSpec;
import io.baton.application.control.Controller;
import io.baton.application.control.Services;
import io.baton.spi.ModuleListener;
import io.baton.spi.Modules;
import io.baton.spi.ProcessTable;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The applications as a service. When the framework begins to stop, they are stopped, before any
 * bundle is. While this bundle, or one that it needs, is stopped and started again, they run on.
 */
@Component(
    immediate = true,
    service = {Applications.class, ModuleListener.class, ApplicationComponent.class})
public final class ApplicationComponent implements Applications, ModuleListener {
  /** For all applications together; the framework has to stop as well. */
  private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(7);

  private static final Duration PATIENCE_AT_START = Duration.ofSeconds(10);

  private final BundleContext context;
  private final Controller controller;
  private final SynchronousBundleListener stopping = this::whenFrameworkStops;
  private final FrameworkListener gate;

  /** When a start of the system waits no longer for applications, by {@code System.nanoTime}. */
  private final long patienceEnds = System.nanoTime() + PATIENCE_AT_START.toNanos();

  /** Serves; applications that run since before a restart of this bundle are found again. */
  @Activate
  public ApplicationComponent(
      BundleContext context,
      @Reference Modules modules,
      @Reference CodeLoader loader,
      @Reference CodeStatus status,
      @Reference ProcessTable processes) {
    this.context = context;
    controller =
        LastController.resume(
            new Services(modules, loader, status), new EndOfNode(context)::because);
    context.addBundleListener(stopping);
    gate = BootGate.watch(context, controller::open);
  }

  private void whenFrameworkStops(BundleEvent event) {
    if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == 0) {
      controller.shutDown(PATIENCE_AT_STOP);
    }
  }

  /** Serves no longer; applications run on, unless the framework stops. */
  @Deactivate
  void stop() {
    context.removeBundleListener(stopping);
    context.removeFrameworkListener(gate);
    Bundle framework = context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
    if (framework.getState() == Bundle.STOPPING) {
      controller.shutDown(PATIENCE_AT_STOP);
    } else {
      LastController.pause();
    }
  }

  /** Takes a configuration, and waits for a while until what starts by it has started. */
  void configured(ApplicationSpec spec) {
    controller.configured(spec);
    long left = patienceEnds - System.nanoTime();
    if (left > 0) {
      boolean _ = controller.awaitSettled(Duration.ofNanos(left));
    }
  }

  void gone(String application) {
    controller.gone(application);
  }

  @Override
  public void changed(String module) {
    controller.changed(module);
  }

  @Override
  public StartResult start(String application) {
    return controller.start(application);
  }

  @Override
  public EnsureAllResult ensureAllStarted(String application) {
    return controller.ensureAllStarted(application);
  }

  @Override
  public StopResult stop(String application) {
    return controller.stop(application);
  }

  @Override
  public List<ApplicationInfo> whichApplications() {
    return controller.whichApplications();
  }

  @Override
  public List<ApplicationInfo> loadedApplications() {
    return controller.loadedApplications();
  }

  @Override
  public Optional<ApplicationInfo> info(String application) {
    return controller.info(application);
  }
}
