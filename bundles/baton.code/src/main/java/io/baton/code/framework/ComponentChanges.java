package io.baton.code.framework;

import io.baton.api.code.OnLoad;
import io.baton.code.calling.Views;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.framework.component.ModuleComponent;
import io.baton.code.framework.component.ModuleComponents;
import io.baton.code.framework.service.ServiceRegistrations;
import io.baton.code.lane.ModuleQueues;
import io.baton.code.running.OnLoads;
import io.baton.code.version.LoadedVersion;
import io.baton.code.version.ModuleTable;
import io.baton.spi.Log;
import io.baton.spi.identity.ModuleIdentity;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * Follows the components of versions. What a component registers while its class loader lives is
 * the same version with another object: nothing is loaded, deleted or purged by that.
 *
 * <p>A component goes at once, on the thread of the framework, since its object must not be called
 * after that. It comes when its object is made, and has passed its {@code onLoad}.
 */
public final class ComponentChanges {
  private static final Log LOG = Log.of("io.baton.code");

  /** How long a component is asked for its object that is being made again. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private static final long PAUSE_NANOS = 5_000_000;

  private final BundleContext context;
  private final ModuleTable<InstalledVersion> table;
  private final ModuleQueues lanes;
  private final Views views;
  private final OnLoads onLoads;
  private final ModuleComponents components;
  private final ServiceRegistrations services;
  private final FrameworkChanges framework;
  private final Consumer<LoadedVersion> madeAgain;

  /**
   * No changes yet.
   *
   * @param context the code server's, which gets the objects of components
   * @param table which versions there are
   * @param lanes in which a version's next object is tried
   * @param views whose calls wait while a component is away
   * @param onLoads of next objects
   * @param components those that are known
   * @param services what is shown of versions
   * @param framework makes the changes of what is shown
   * @param madeAgain gets a current version whose component has another object
   */
  public ComponentChanges(
      BundleContext context,
      ModuleTable<InstalledVersion> table,
      ModuleQueues lanes,
      Views views,
      OnLoads onLoads,
      ModuleComponents components,
      ServiceRegistrations services,
      FrameworkChanges framework,
      Consumer<LoadedVersion> madeAgain) {
    this.context = context;
    this.table = table;
    this.lanes = lanes;
    this.views = views;
    this.onLoads = onLoads;
    this.components = components;
    this.services = services;
    this.framework = framework;
    this.madeAgain = madeAgain;
  }

  /** Calls of its version wait from now on. */
  public void left(ModuleComponent component, ServiceReference<?> service) {
    if (component.left(service, components.absence(component))) {
      views.of(component.id().module()).changed();
      LOG.log(Level.DEBUG, component + " is away; calls of it wait");
    }
  }

  /**
   * Calls of its version reach a new object, soon.
   *
   * @param patience how long this waits until that is so
   */
  public void arrived(ModuleComponent component, ServiceReference<?> service, Duration patience) {
    if (!component.expect(service)) {
      ignored(component, service);
      return;
    }
    Object instance = context.getService(service);
    if (instance == null) {
      ModuleQueues.later("object of " + component, () -> askAgain(component, service));
    } else {
      made(component, service, instance, patience);
    }
  }

  /** Of an adopted bundle it was to be expected. */
  private static void ignored(ModuleComponent component, ServiceReference<?> service) {
    if (ModuleIdentity.adoptedInterfaces(component.bundle()).isEmpty()) {
      LOG.log(
          Level.ERROR,
          "%s: its bundle has registered another service of this module already: %s; %s is not used"
              .formatted(component, component.service(), service));
    }
  }

  /**
   * Asks again: Declarative Services has no object while another thread makes the component again,
   * and sends no event when that is over.
   */
  private void askAgain(ModuleComponent component, ServiceReference<?> service) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (component.expects(service)
        && !components.hasFailed(component)
        && System.nanoTime() - end < 0) {
      LockSupport.parkNanos(PAUSE_NANOS);
      Object instance = component.expects(service) ? context.getService(service) : null;
      if (instance != null) {
        made(component, service, instance, Callbacks.PATIENCE);
        return;
      }
    }
    if (component.expects(service)) {
      LOG.log(Level.WARNING, component + " has no object: its component could not be activated");
    }
  }

  private void made(
      ModuleComponent component, ServiceReference<?> service, Object instance, Duration patience) {
    boolean hasPassed = !(instance instanceof OnLoad) || component.isServedBy(instance);
    if (hasPassed) {
      reached(component, service, instance);
    }
    String module = component.id().module();
    Runnable finish =
        () -> {
          if (hasPassed || passes(component, service, (OnLoad) instance)) {
            offer(component);
          }
        };
    if (lanes.isPartOf(module)) {
      lanes.queue(module, finish);
    } else {
      var _ =
          lanes.run(
              module,
              () -> {
                finish.run();
                return true;
              },
              patience);
    }
  }

  private boolean reached(ModuleComponent component, ServiceReference<?> service, Object instance) {
    boolean arrived = component.arrived(service, instance);
    if (arrived) {
      views.of(component.id().module()).changed();
    }
    return arrived;
  }

  /** Returns whether its next object may be reached, and is; in the module's lane. */
  private boolean passes(ModuleComponent component, ServiceReference<?> service, OnLoad code) {
    Optional<String> failure =
        version(component)
            .map(version -> onLoads.again(version.loaded(), code))
            .orElse(Optional.of("its version was purged"));
    failure.ifPresent(why -> {
      component.failed(service, why);
      LOG.log(Level.ERROR, "the next object of %s cannot be used: %s".formatted(component, why));
    });
    return failure.isEmpty() && reached(component, service, code);
  }

  /** In the module's lane, so that what is shown is of what is current. */
  private void offer(ModuleComponent component) {
    table
        .of(component.id().module())
        .currentVersion()
        .filter(current -> current.component() == component && !component.isAway())
        .ifPresent(current -> {
          services.current(List.of(current)).forEach(framework::make);
          madeAgain.accept(current.loaded());
        });
  }

  private Optional<InstalledVersion> version(ModuleComponent component) {
    ModuleTable.Versions<InstalledVersion> versions = table.of(component.id().module());
    return versions
        .currentVersion()
        .filter(version -> version.component() == component)
        .or(() -> versions.oldVersion().filter(version -> version.component() == component));
  }

  /**
   * A version that is not current any more, and whose class loader its bundle does not have any
   * more: it gets no other object, so those that cannot leave it go on with the last one.
   */
  public void settled(InstalledVersion version) {
    if (version.component().isAway() && !version.isInItsBundle()) {
      version.component().keepLast();
      views.of(version.id().module()).changed();
    }
  }
}
