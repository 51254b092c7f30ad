package io.baton.handover.type;

import io.baton.spi.identity.ModuleIdentity;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleReference;

/** Tells which bundle and module a class loader belongs to. */
public final class Loaders {
  private Loaders() {}

  /**
   * Returns the module that a class loader is a version of.
   *
   * @param loader any class loader
   * @return null if it belongs to no bundle, or to a bundle that is no module
   */
  public static @Nullable String module(@Nullable ClassLoader loader) {
    Bundle bundle = bundle(loader);
    ModuleIdentity identity = bundle == null ? null : ModuleIdentity.of(bundle);
    return identity == null ? null : identity.module();
  }

  /**
   * Returns whether two class loaders are of bundles that are not versions of one module: each has
   * classes that the other never has.
   */
  public static boolean areStrangers(@Nullable ClassLoader one, ClassLoader other) {
    if (bundle(one) == null || bundle(other) == null) {
      return false;
    }
    String module = module(one);
    return module == null || !module.equals(module(other));
  }

  /** Returns whether a loader is that of an ordinary bundle, which is no version of a module. */
  static boolean isOfPlainBundle(@Nullable ClassLoader loader) {
    return bundle(loader) != null && module(loader) == null;
  }

  /** Returns whether a class is one of Baton's own. */
  public static boolean isOfBaton(Class<?> type) {
    if (!type.getPackageName().startsWith("io.baton.")) {
      return false;
    }
    Bundle bundle = bundle(type.getClassLoader());
    return bundle == null
        ? type.getPackageName().matches("io\\.baton\\.(api|code|otp|process|weaving)(\\..*)?")
        : bundle.getSymbolicName() != null && bundle.getSymbolicName().startsWith("baton.");
  }

  private static @Nullable Bundle bundle(@Nullable ClassLoader loader) {
    return loader instanceof BundleReference reference ? reference.getBundle() : null;
  }
}
