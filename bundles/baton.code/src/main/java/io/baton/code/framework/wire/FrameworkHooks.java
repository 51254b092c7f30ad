package io.baton.code.framework.wire;

import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.bundle.CollisionHook;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;

/**
 * The hooks that the code server registers with the framework so that versions exist beside each
 * other.
 */
public final class FrameworkHooks {
  private final BundleContext context;
  private final CollisionHook collisions;
  private final ResolverHookFactory wires;
  private final PurgedWirings purged;
  private final FragmentCopies fragments;

  /** Touched by SCR only. */
  private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

  /**
   * Creates hooks that are not registered yet.
   *
   * @param context the code server's
   * @param collisions lets versions be installed beside each other
   * @param wires keeps versions apart
   * @param purged releases versions that bundles were wired to
   * @param fragments gives each version fragments of its own
   */
  public FrameworkHooks(
      BundleContext context,
      CollisionHook collisions,
      ResolverHookFactory wires,
      PurgedWirings purged,
      FragmentCopies fragments) {
    this.context = context;
    this.collisions = collisions;
    this.wires = wires;
    this.purged = purged;
    this.fragments = fragments;
  }

  /**
   * Registers the hooks. Before this, nothing may be loaded.
   *
   * @param unwired runs when bundles may have been unwired from versions
   */
  public void open(Runnable unwired) {
    registrations.add(context.registerService(CollisionHook.class, collisions, null));
    registrations.add(context.registerService(ResolverHookFactory.class, wires, null));
    fragments.open();
    purged.open(unwired);
  }

  /** Takes the hooks back. */
  public void close() {
    purged.close();
    fragments.close();
    registrations.forEach(ServiceRegistration::unregister);
    registrations.clear();
  }
}
