package io.baton.itests;

import io.baton.api.code.ModuleVersion;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

/** What the versions that have been loaded take of the JVM. */
final class Footprint {
  private static final int COLLECTIONS = 50;

  private final List<WeakReference<ClassLoader>> old = new ArrayList<>();

  /**
   * What is taken.
   *
   * @param classes loaded and not unloaded
   * @param metaspaceKib used for them
   * @param loaders of old versions that are still there
   */
  record Taken(long classes, long metaspaceKib, long loaders) {
    @Override
    public String toString() {
      return "%,d classes, metaspace %,d KiB, %d loaders of old versions"
          .formatted(classes, metaspaceKib, loaders);
    }
  }

  /** Remembers the loader of a version that is about to be purged. */
  void becomesOld(BundleContext context, ModuleVersion version) {
    BundleWiring wiring = context.getBundle(version.location()).adapt(BundleWiring.class);
    old.add(new WeakReference<>(wiring.getClassLoader()));
  }

  /** Collects until nothing of the old versions is left, or until it seems that something stays. */
  Taken take() {
    for (int i = 0; i < COLLECTIONS && loaders() > 0; i++) {
      System.gc();
    }
    System.gc();
    return new Taken(classes(), metaspaceKib(), loaders());
  }

  private long loaders() {
    return old.stream().filter(loader -> loader.get() != null).count();
  }

  /** What is taken at this moment, with all that has not been collected yet. */
  static String now() {
    return "%,d classes, metaspace %,d KiB".formatted(classes(), metaspaceKib());
  }

  private static long classes() {
    return ManagementFactory.getClassLoadingMXBean().getLoadedClassCount();
  }

  private static long metaspaceKib() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().equals("Metaspace"))
            .mapToLong(pool -> pool.getUsage().getUsed())
            .sum()
        / 1024;
  }
}
