package io.baton.weaving;

import io.baton.api.code.Module;
import io.baton.spi.LoaderMarks;
import io.baton.spi.Safepoints;
import io.baton.spi.VersionMarks;
import io.baton.spi.identity.ModuleIdentity;
import io.baton.weaving.point.Definitions;
import io.baton.weaving.point.Gates;
import java.io.IOException;
import java.io.InputStream;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.hooks.weaving.WeavingHook;

/**
 * Activator that registers the weaver. Not a DS component: class loading inside SCR would then
 * re-enter SCR, and whether it works would depend on the order in which bundles start.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
@Capability(namespace = "osgi.extender", name = Module.EXTENDER, version = "0.1.0")
@Capability(
    namespace = "osgi.service",
    attribute = "objectClass:List<String>='io.baton.spi.VersionMarks,io.baton.spi.Safepoints'",
    effective = "active")
public final class Activator implements BundleActivator {
  /** Created by the framework. */
  public Activator() {}

  @Override
  public void start(BundleContext context) throws IOException {
    warmUp(context);
    Definitions.weaveWith(new RunTimeWeaving());
    LoaderMarks.markWith(Gates::markLoaders);
    ModuleWeaver weaver = new ModuleWeaver();
    context.registerService(
        new String[] {
          WeavingHook.class.getName(), VersionMarks.class.getName(), Safepoints.class.getName()
        },
        weaver,
        null);
  }

  /** Loads all classes that weaving needs before the first class of a bundle is being loaded. */
  private static void warmUp(BundleContext context) throws IOException {
    var _ = ModuleIdentity.of(context.getBundle());
    String defining = "point/Definitions.class";
    try (InputStream own = Activator.class.getResourceAsStream(defining)) {
      if (own != null) {
        byte[] replaced = DefinitionCalls.replaced(own.readAllBytes());
        new ClassWeaving(Activator.class.getClassLoader()).weave(replaced, "0#0");
      }
    }
  }

  @Override
  public void stop(BundleContext context) {
    LoaderMarks.markWith(null);
    Definitions.weaveWith(null); // the framework unregisters the service
  }
}
