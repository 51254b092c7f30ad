package io.baton.bench.plain;

import io.baton.bench.driver.Lines;
import java.util.Locale;
import org.osgi.framework.Bundle;

/**
 * The same bundle with a library inside, in two versions beside each other in a Felix. If it links
 * all classes, as Baton does, it shows what the JVM and the framework take for that.
 */
public final class PlainLibraries {
  private PlainLibraries() {}

  /** The name of the bundle; and {@code linked}, if all of its classes are to be linked. */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    String name = arguments[0];
    boolean links = arguments.length > 1;
    var lines = new Lines();
    try (var framework = new PlainFramework("")) {
      lines.millis("first", () -> start(framework, name + "-1.jar", links));
      lines.millis("second", () -> start(framework, name + "-2.jar", links));
    }
    System.exit(0);
  }

  private static void start(PlainFramework framework, String jar, boolean links) throws Exception {
    Bundle bundle = framework.install(jar, jar);
    if (links) {
      Linking.link(framework, bundle);
    }
    bundle.start();
  }
}
