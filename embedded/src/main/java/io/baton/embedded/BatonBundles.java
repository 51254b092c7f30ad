package io.baton.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.jar.JarInputStream;
import org.osgi.framework.Constants;

/**
 * The bundles that Baton consists of, its own and those of others, which are inside the jar. On the
 * class path they would have any version, and the application would see what they have inside: the
 * compiler's has a logger of its own. All are those of the feature {@code baton}, in its order,
 * without the shell; a test compares.
 */
final class BatonBundles {
  /** Exported by the framework, so that the application and modules have the same classes. */
  static final String API = "io.baton:baton.api";

  /** By group and artifact; the artifact is the symbolic name. */
  static final List<String> INSTALLED =
      List.of(
          "org.osgi:org.osgi.util.function",
          "org.osgi:org.osgi.util.promise",
          "org.osgi:org.osgi.service.component",
          "org.apache.felix:org.apache.felix.configadmin",
          "org.apache.felix:org.apache.felix.scr",
          "io.baton:baton.spi",
          "io.baton:baton.adopt",
          "io.baton:baton.weaving",
          "io.baton:baton.handover",
          "io.baton:baton.process",
          "io.baton:baton.otp",
          "io.baton:baton.audit",
          "io.baton:baton.code",
          "io.baton:baton.leaks",
          "io.baton:baton.compiler",
          "org.apache.felix:org.apache.felix.fileinstall",
          "io.baton:baton.drop",
          "io.baton:baton.watch",
          "io.baton:baton.application");

  /** Started when the modules are there that a storage has kept, and if they have work. */
  private static final Map<String, Predicate<ModuleSources>> LATE =
      Map.of(
          "org.apache.felix.fileinstall", sources -> sources.dropFolder().isPresent(),
          "baton.drop", sources -> sources.dropFolder().isPresent(),
          "baton.watch", sources -> !sources.watched().isEmpty(),
          "baton.application", _ -> true);

  /** Folder of the jars. */
  private static final String INSIDE = "bundles/";

  private BatonBundles() {}

  /**
   * A bundle.
   *
   * @param name its symbolic name
   * @param source its jar
   */
  record Found(String name, URL source) {
    /** Opens its content, in the form that the framework installs. */
    InputStream open() throws IOException {
      return ClassPath.open(source);
    }
  }

  /**
   * Returns all that Baton needs in the framework, in the order of the start.
   *
   * @param sources of modules; what looks at none of them is left out
   */
  static List<Found> installed(ModuleSources sources) {
    return INSTALLED.stream()
        .map(BatonBundles::artifact)
        .filter(name -> LATE.getOrDefault(name, _ -> true).test(sources))
        .map(name -> new Found(name, jar(name)))
        .toList();
  }

  private static URL jar(String name) {
    URL jar = BatonBundles.class.getResource(INSIDE + name + ".jar");
    if (jar == null) {
      throw new BatonStartException(
          "bundle %s is not in the jar of io.baton:baton-embedded; a tool that merges or shrinks jars must keep its folder %s"
              .formatted(name, "io/baton/embedded/bundles"));
    }
    return jar;
  }

  /** Returns whether a bundle is started after the modules that a storage has kept. */
  static boolean isLate(String name) {
    return LATE.containsKey(name);
  }

  /** Returns the packages of Baton's API, as its bundle exports them. It is not installed. */
  static String api() {
    try (var jar = new JarInputStream(ClassPath.open(jar(artifact(API))))) {
      return String.valueOf(
          jar.getManifest().getMainAttributes().getValue(Constants.EXPORT_PACKAGE));
    } catch (IOException e) {
      throw new BatonStartException(API + " cannot be read: " + e, e);
    }
  }

  /** Returns the artifact of coordinates. */
  static String artifact(String coordinates) {
    return coordinates.substring(coordinates.indexOf(':') + 1);
  }
}
