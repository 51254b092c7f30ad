package io.baton.bench.plain;

import io.baton.bench.driver.Lines;
import io.baton.bench.driver.Moment;
import io.baton.bench.driver.Times;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/**
 * What OSGi itself takes for the module of fifty classes: to install and start another version
 * beside the one that runs, or to update the bundle in place and refresh those that depend on it.
 * If it links all classes before it starts the bundle, as Baton does, it shows what the JVM and the
 * framework take for that.
 */
public final class PlainLoads {
  private static final int WARM_UPS = 20;

  private final PlainFramework framework;
  private final boolean links;
  private final Lines lines = new Lines();

  private PlainLoads(PlainFramework framework, boolean links) {
    this.framework = framework;
    this.links = links;
  }

  /** The number of installs, and of updates; or {@code linked} for only such installs. */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    int installs = Integer.parseInt(arguments[0]);
    boolean links = arguments[1].equals("linked");
    try (var framework = new PlainFramework("")) {
      var loads = new PlainLoads(framework, links);
      loads.installs("parts", installs).print(loads.lines, "install and start");
      loads.installs("patched", installs).print(loads.lines, "install and start of one new class");
      for (int dependents : links ? new int[0] : new int[] {0, 10, 100}) {
        loads.updates(Integer.parseInt(arguments[1]), dependents);
      }
    }
    System.exit(0);
  }

  private Times installs(String jars, int installs) throws Exception {
    int warmUps = Math.min(WARM_UPS, installs);
    Bundle running = install(jars, 1);
    running.start();
    var times = new Times(installs);
    for (int version = 2; version < 2 + warmUps + installs; version++) {
      Moment start = Moment.now();
      Bundle next = install(jars, version);
      start(next);
      if (version >= 2 + warmUps) {
        times.since(start);
      }
      remove(running);
      running = next;
    }
    remove(running);
    return times;
  }

  private Bundle install(String jars, int version) throws IOException, BundleException {
    return framework.install("%s-%d.jar".formatted(jars, version), jars + " " + version);
  }

  private void start(Bundle bundle) throws BundleException {
    if (links) {
      Linking.link(framework, bundle);
    }
    bundle.start();
  }

  private void remove(Bundle bundle) throws BundleException, InterruptedException {
    bundle.uninstall();
    framework.refresh(bundle);
  }

  private void updates(int updates, int dependents) throws Exception {
    Bundle exporter = framework.install("exporter-1.jar", "exporter");
    exporter.start();
    Bundle[] all = new Bundle[dependents];
    for (int i = 0; i < dependents; i++) {
      all[i] = framework.install("dependent%d-1.jar".formatted(i), "dependent " + i);
      all[i].start();
    }
    measure(exporter, Math.min(WARM_UPS, updates));
    measure(exporter, updates).print(lines, "update, %d dependents".formatted(dependents));
    for (Bundle dependent : all) {
      dependent.uninstall();
    }
    remove(exporter);
  }

  private Times measure(Bundle exporter, int updates)
      throws IOException, BundleException, InterruptedException {
    var times = new Times(updates);
    for (int i = 0; i < updates; i++) {
      try (InputStream in = framework.open("exporter-%d.jar".formatted(2 - i % 2))) {
        Moment start = Moment.now();
        exporter.update(in);
        framework.refresh(exporter);
        times.since(start);
      }
    }
    return times;
  }
}
