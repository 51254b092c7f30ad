package io.baton.code.framework.service;

import io.baton.spi.identity.Adoptions;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.wiring.BundleRevision;

/** The services that bundles see of modules: those of each module's current version. */
public final class ShownServices {
  private final BundleContext context;
  private final SwitchWindow window = new SwitchWindow();
  private final ServiceVisibility visibility;

  /** By module. An entry is written by the module's queue, read by the threads that switch. */
  private final Map<String, VersionServices> current = new ConcurrentHashMap<>();

  /** Touched by the threads that start and stop the code server. */
  private @Nullable ServiceRegistration<?> hooks;

  private Runnable adoptions = () -> {}; // the same threads'

  /**
   * Shows nothing yet.
   *
   * @param context the code server's
   */
  public ShownServices(BundleContext context) {
    this.context = context;
    visibility = new ServiceVisibility(context.getBundle());
  }

  /** From now on, what a module's bundle registers is seen by others only while it is current. */
  public void open() {
    try {
      visibility.noteExposed(context);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
    adoptions = Adoptions.onRule(visibility::forget);
    context.addBundleListener(visibility);
    hooks =
        context.registerService(
            new String[] {FindHook.class.getName(), EventListenerHook.class.getName()},
            visibility,
            null);
  }

  /** Withdraws everything; from then on services are seen as in any framework. */
  public void close() {
    current.keySet().forEach(this::withdraw);
    if (hooks != null) {
      hooks.unregister();
    }
    context.removeBundleListener(visibility);
    adoptions.run();
  }

  /**
   * Prepares what shows versions that become current together. A service that goes and comes back
   * before all of it is done, because its component has a static reference to one that is replaced,
   * is not missed by its users.
   *
   * @param changes by module; each calls {@link #show}
   * @return the same changes, each of which is to be made once
   */
  public Map<String, Runnable> switching(Map<String, Runnable> changes) {
    return window.open(changes, () -> current.values().forEach(VersionServices::withdrawOrphans));
  }

  /** Returns whether such changes are under way. */
  public boolean isSwitching() {
    return window.isOpen();
  }

  /**
   * Shows the services of a version in the place of those of the version before. Called once more
   * for the same version, it changes nothing.
   *
   * @param module its name
   * @param revision of the version's bundle
   */
  public void show(String module, BundleRevision revision) {
    VersionServices before = current.get(module);
    if (before == null || !before.isOf(revision)) {
      var services = new VersionServices(context, revision, module, window);
      current.put(module, services);
      services.replace(before);
    }
  }

  /**
   * Withdraws the services of a version, unless those of another one are shown already.
   *
   * @param module its name
   * @param revision of the version's bundle
   */
  public void withdraw(String module, BundleRevision revision) {
    VersionServices shown = current.get(module);
    if (shown != null && shown.isOf(revision)) {
      withdraw(module);
    }
  }

  private void withdraw(String module) {
    VersionServices shown = current.remove(module);
    if (shown != null) {
      shown.close();
    }
  }
}
