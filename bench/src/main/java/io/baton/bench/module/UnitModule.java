package io.baton.bench.module;

import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** One of the many small modules of an application; its name is that of its bundle. */
@SuppressWarnings("NullAway.Init") // the framework starts it, and then calls it
public final class UnitModule implements BundleActivator, Unit {
  private String name;

  /** Made by the framework. */
  public UnitModule() {}

  @Override
  public void start(BundleContext context) {
    name = context.getBundle().getSymbolicName();
    context.registerService(
        Unit.class, this, FrameworkUtil.asDictionary(Map.of("baton.module", name)));
  }

  @Override
  public void stop(BundleContext context) {
    // the framework unregisters the service
  }

  @Override
  public String name() {
    return name;
  }
}
