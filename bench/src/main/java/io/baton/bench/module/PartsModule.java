package io.baton.bench.module;

import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** A module of fifty classes, all of which are used at once: a start loads and initialises them. */
public final class PartsModule implements BundleActivator, Parts {
  private int versions;

  /** Made by the framework. */
  public PartsModule() {}

  @Override
  public void start(BundleContext context) throws ReflectiveOperationException {
    for (int i = 0; i < CLASSES; i++) {
      Class<?> part = Class.forName(name(i), true, PartsModule.class.getClassLoader());
      Object made = part.getConstructor().newInstance();
      versions += (int) part.getMethod("version").invoke(made);
    }
    context.registerService(
        Parts.class, this, FrameworkUtil.asDictionary(Map.of("baton.module", "parts")));
  }

  /** The name of one of the classes. */
  public static String name(int part) {
    return Part00.class.getName().replace("00", "%02d".formatted(part));
  }

  @Override
  public void stop(BundleContext context) {
    // the framework unregisters the service
  }

  @Override
  public int versions() {
    return versions;
  }
}
