package io.baton.bench.plain;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;

/** Felix as it comes, with nothing in it. */
public final class PlainFramework implements AutoCloseable {
  private final Path storage;
  private final Path modules = Path.of(System.getProperty("bench.modules", "bench/target/modules"));
  private final Framework framework;

  /**
   * Starts it.
   *
   * @param packages that it exports from our own class path
   */
  public PlainFramework(String packages) throws IOException, BundleException {
    storage = Files.createTempDirectory("bench-felix");
    framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    "org.osgi.framework.storage",
                    storage.toString(),
                    "org.osgi.framework.storage.clean",
                    "onFirstInit",
                    "org.osgi.framework.system.packages.extra",
                    packages));
    framework.start();
  }

  /** The context of the framework itself. */
  public BundleContext context() {
    return framework.getBundleContext();
  }

  /** Installs a bundle; several copies may be there under different locations. */
  Bundle install(String jar, String location) throws IOException, BundleException {
    try (InputStream in = open(jar)) {
      return context().installBundle(location, in);
    }
  }

  InputStream open(String jar) throws IOException {
    return Files.newInputStream(modules.resolve(jar));
  }

  /** Resolves a bundle, and starts nothing. */
  void resolve(Bundle bundle) {
    boolean _ = framework.adapt(FrameworkWiring.class).resolveBundles(List.of(bundle));
  }

  /** Waits until the framework has stopped, resolved and started again all that depends on it. */
  void refresh(Bundle bundle) throws InterruptedException {
    var refreshed = new CountDownLatch(1);
    framework
        .adapt(FrameworkWiring.class)
        .refreshBundles(
            List.of(bundle),
            event -> {
              if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                refreshed.countDown();
              }
            });
    refreshed.await();
  }

  @Override
  public void close() throws BundleException, InterruptedException, IOException {
    framework.stop();
    framework.waitForStop(10_000);
    try (var files = Files.walk(storage)) {
      for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
        Files.delete(file);
      }
    }
  }
}
