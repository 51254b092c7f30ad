package io.baton.bench.plain;

import io.baton.bench.driver.Lines;
import io.baton.bench.driver.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/**
 * What OSGi itself takes for bundles as small as modules may be, while the other version of each
 * stays: to install and start one, and to stop and uninstall one, or all of an application, one
 * after the other. Milliseconds.
 */
public final class SmallBundles {
  private static final int UNITS = 50;
  private static final int ROUNDS = 5;

  /** As many loads as Baton has made when it is measured beside many processes. */
  private static final int BEFORE = 60;

  /** Imported by the units, which use none of them. */
  private static final String PACKAGES =
      "io.baton.api.code,io.baton.api.compiler,io.baton.api.process,io.baton.api.server,io.baton.api.supervisor";

  private final PlainFramework framework;
  private final Lines lines = new Lines();

  private SmallBundles(PlainFramework framework) {
    this.framework = framework;
  }

  /** No arguments. */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    try (var framework = new PlainFramework(PACKAGES)) {
      var small = new SmallBundles(framework);
      small.lines.warmUp(1, () -> small.loads(BEFORE));
      small.loads(ROUNDS);
      small.lines.warmUp(1, small::measure);
      small.measure();
    }
    System.exit(0);
  }

  /** Each beside the one before, which goes then. */
  private void loads(int loads) throws Exception {
    List<Bundle> running = install(1, 1);
    for (int load = 1; load <= loads; load++) {
      int version = 1 + load % 2;
      Moment start = Moment.now();
      List<Bundle> next = install(1, version);
      lines.millisSince("install and start", start);
      uninstall(running);
      running = next;
    }
    uninstall(running);
  }

  private void measure() throws Exception {
    List<Bundle> current = install(UNITS, 2);
    for (int round = 0; round < ROUNDS; round++) {
      List<Bundle> one = install(1, 1);
      lines.millis("one", () -> uninstall(one));
    }
    List<Bundle> old = install(UNITS, 1);
    lines.millis("all", () -> uninstall(old));
    uninstall(current);
  }

  private List<Bundle> install(int units, int version) throws Exception {
    List<Bundle> bundles = new ArrayList<>();
    for (int unit = 0; unit < units; unit++) {
      String jar = "unit%02d-%d.jar".formatted(unit, version);
      Bundle bundle = framework.install(jar, jar);
      bundle.start();
      bundles.add(bundle);
    }
    return bundles;
  }

  private static void uninstall(List<Bundle> bundles) throws BundleException {
    for (Bundle bundle : bundles) {
      bundle.stop();
      bundle.uninstall();
    }
  }
}
