package io.baton.bench.plain;

import io.baton.bench.driver.Lines;
import java.util.Locale;

/** The same bundle with a library inside, in two versions beside each other in a Felix. */
public final class PlainLibraries {
  private PlainLibraries() {}

  /** The name of the bundle. */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    String name = arguments[0];
    var lines = new Lines();
    try (var framework = new PlainFramework("")) {
      lines.millis("first", () -> start(framework, name + "-1.jar"));
      lines.millis("second", () -> start(framework, name + "-2.jar"));
    }
    System.exit(0);
  }

  private static void start(PlainFramework framework, String jar) throws Exception {
    framework.install(jar, jar).start();
  }
}
