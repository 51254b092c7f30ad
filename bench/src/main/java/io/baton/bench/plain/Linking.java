package io.baton.bench.plain;

import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** Links all classes of a bundle, as Baton does before a version becomes current. */
final class Linking {
  private Linking() {}

  static void link(PlainFramework framework, Bundle bundle) {
    framework.resolve(bundle);
    BundleWiring wiring = bundle.adapt(BundleWiring.class);
    int flags = BundleWiring.LISTRESOURCES_RECURSE | BundleWiring.LISTRESOURCES_LOCAL;
    for (String file : wiring.listResources("/", "*.class", flags)) {
      if (!file.startsWith("META-INF/") && !file.endsWith("-info.class")) {
        link(file.replace(".class", "").replace('/', '.'), wiring.getClassLoader());
      }
    }
  }

  private static void link(String name, ClassLoader loader) {
    try {
      var _ = Class.forName(name, false, loader).getDeclaredMethods();
    } catch (ClassNotFoundException | LinkageError _) {
      // an optional part of a library: what it needs is not there
    }
  }
}
