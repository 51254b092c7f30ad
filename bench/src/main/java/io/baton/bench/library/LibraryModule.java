package io.baton.bench.library;

import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** A module that uses its library when it starts, so a load is over when the library has worked. */
abstract class LibraryModule implements BundleActivator, Library {
  private final String name;

  LibraryModule(String name) {
    this.name = name;
  }

  @Override
  public void start(BundleContext context) throws Exception {
    String result = use();
    if (result.isEmpty()) {
      throw new IllegalStateException(name + " has done nothing");
    }
    context.registerService(
        Library.class, this, FrameworkUtil.asDictionary(Map.of("baton.module", name)));
  }

  @Override
  public void stop(BundleContext context) {
    // the framework unregisters the service
  }
}
