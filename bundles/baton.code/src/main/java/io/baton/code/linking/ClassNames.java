package io.baton.code.linking;

import java.util.List;
import org.osgi.framework.wiring.BundleWiring;

/** Names of classes, as files, constants and people write them. */
final class ClassNames {
  private static final String SUFFIX = ".class";

  private ClassNames() {}

  /**
   * Returns whether a resource is named as a class is, and not as what describes packages and
   * modules.
   */
  static boolean isClass(String resource) {
    return resource.endsWith(SUFFIX)
        && !resource.startsWith("META-INF/")
        && !resource.startsWith("OSGI-OPT/")
        && !resource.endsWith("module-info.class")
        && !resource.endsWith("package-info.class");
  }

  /** Returns the classes in a bundle and its fragments. */
  static List<String> in(BundleWiring wiring) {
    int flags = BundleWiring.LISTRESOURCES_RECURSE | BundleWiring.LISTRESOURCES_LOCAL;
    return wiring.listResources("/", "*.class", flags).stream()
        .filter(ClassNames::isClass)
        .map(ClassNames::ofResource)
        .toList();
  }

  /** Returns the name of the class in a resource. */
  static String ofResource(String resource) {
    return resource.substring(0, resource.length() - SUFFIX.length()).replace('/', '.');
  }

  /** Returns the resource that holds a class. */
  static String resource(String className) {
    return className.replace('.', '/') + SUFFIX;
  }

  /** Returns the class that a constant names: of an array, that of its elements. */
  static String element(String constant) {
    int dimensions = constant.lastIndexOf('[') + 1;
    String element = constant.substring(dimensions);
    if (dimensions > 0) {
      element =
          element.startsWith("L") ? element.substring(1, element.length() - 1) : "java/lang/Object";
    }
    return element.replace('/', '.');
  }

  /** Returns the package of a class; empty text for none. */
  static String packageOf(String className) {
    int dot = className.lastIndexOf('.');
    return dot < 0 ? "" : className.substring(0, dot);
  }
}
