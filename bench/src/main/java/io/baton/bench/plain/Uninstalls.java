package io.baton.bench.plain;

import io.baton.bench.driver.Lines;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/**
 * Measures what OSGi itself takes to stop and uninstall the bundles of an application, one after
 * the other, or only one of them, while the other version of each stays. Milliseconds.
 */
public final class Uninstalls {
  private static final int UNITS = 50;
  private static final int ROUNDS = 5;

  /** Imported by the units, which use none of them. */
  private static final String PACKAGES =
      "io.baton.api.code,io.baton.api.compiler,io.baton.api.process,io.baton.api.server,io.baton.api.supervisor";

  private final PlainFramework framework;
  private final Lines lines = new Lines();

  private Uninstalls(PlainFramework framework) {
    this.framework = framework;
  }

  /** No arguments. */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    try (var framework = new PlainFramework(PACKAGES)) {
      var uninstalls = new Uninstalls(framework);
      uninstalls.lines.warmUp(1, uninstalls::measure);
      uninstalls.measure();
    }
    System.exit(0);
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
