package io.baton.weaving;

import io.baton.spi.Safepoints;
import java.io.IOException;
import java.util.Objects;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** The weaver in a framework. */
public final class LiveWeaver {
  private LiveWeaver() {}

  /**
   * Registers it.
   *
   * @param context of the system bundle
   * @return hook, marks and safepoints
   */
  public static ModuleWeaver start(BundleContext context) throws IOException {
    new Activator().start(context);
    ServiceReference<Safepoints> service = context.getServiceReference(Safepoints.class);
    return (ModuleWeaver) Objects.requireNonNull(context.getService(service));
  }
}
