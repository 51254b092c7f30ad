package io.baton.races.schedules.module;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;

/** Registers the module, and again each time it is run: then its component is gone for a moment. */
public final class NumberedActivator implements BundleActivator, Runnable {
  private @Nullable BundleContext context;
  private @Nullable ServiceRegistration<Numbered> service;

  /** Made by the framework. */
  public NumberedActivator() {}

  @Override
  public void start(BundleContext context) {
    if (context.getBundle().getHeaders().get("Fails") != null) {
      throw new IllegalStateException("this version does not start");
    }
    this.context = context;
    context.registerService(Runnable.class, this, null);
    register(context);
  }

  private void register(BundleContext context) {
    int number = context.getBundle().getVersion().getMajor();
    String module = context.getBundle().getSymbolicName();
    service =
        context.registerService(
            Numbered.class,
            () -> number,
            FrameworkUtil.asDictionary(Map.of("baton.module", module)));
  }

  @Override
  public void run() {
    ServiceRegistration<Numbered> last = service;
    BundleContext mine = context;
    if (last != null && mine != null) {
      last.unregister();
      register(mine);
    }
  }

  @Override
  public void stop(BundleContext context) {
    // the framework unregisters what is left
  }
}
