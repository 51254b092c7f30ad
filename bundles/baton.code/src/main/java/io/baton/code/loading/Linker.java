package io.baton.code.loading;

import io.baton.api.code.LoadResult;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Loads and links every class of a version before it becomes current, as Erlang does. What is
 * missing is found before anything has switched, and the version can go on running when its bundle
 * is updated in place, which closes its class loader for what is not loaded yet.
 */
final class Linker {
  private static final String SUFFIX = ".class";

  private Linker() {}

  /** The first class that does not link; empty if all do. No class is initialised. */
  static Optional<LoadResult.Refused> link(BundleWiring wiring, String what) {
    Set<String> optional = optionalPackages(wiring.getRevision());
    int flags = BundleWiring.LISTRESOURCES_RECURSE | BundleWiring.LISTRESOURCES_LOCAL;
    for (String resource : wiring.listResources("/", "*" + SUFFIX, flags)) {
      if (isClass(resource)) {
        String name = resource.substring(0, resource.length() - SUFFIX.length()).replace('/', '.');
        Optional<LoadResult.Refused> refused = link(wiring.getClassLoader(), name, what, optional);
        if (refused.isPresent()) {
          return refused;
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isClass(String resource) {
    return !resource.startsWith("META-INF/")
        && !resource.endsWith("module-info.class")
        && !resource.endsWith("package-info.class");
  }

  /** Asking for the methods makes the JVM verify the class and load the types it names. */
  private static Optional<LoadResult.Refused> link(
      ClassLoader loader, String name, String what, Set<String> optional) {
    try {
      var _ = Class.forName(name, false, loader).getDeclaredMethods();
      return Optional.empty();
    } catch (NoClassDefFoundError e) {
      return optional.contains(packageOf(e))
          ? Optional.empty()
          : Optional.of(new LoadResult.NotLinked(what, name, cause(e)));
    } catch (ClassNotFoundException | LinkageError e) {
      return Optional.of(new LoadResult.NotLinked(what, name, cause(e)));
    }
  }

  private static String packageOf(NoClassDefFoundError error) {
    String missing = String.valueOf(error.getMessage()).replace('/', '.');
    int dot = missing.lastIndexOf('.');
    return dot < 0 ? "" : missing.substring(0, dot);
  }

  private static String cause(Throwable thrown) {
    Throwable deepest = thrown;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return firstLine(thrown) + (deepest == thrown ? "" : " (" + firstLine(deepest) + ")");
  }

  private static String firstLine(Throwable thrown) {
    return thrown.toString().lines().findFirst().orElse("");
  }

  private static Set<String> optionalPackages(BundleRevision revision) {
    return revision.getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE).stream()
        .map(requirement -> requirement.getDirectives())
        .filter(d -> Constants.RESOLUTION_OPTIONAL.equals(d.get(Constants.RESOLUTION_DIRECTIVE)))
        .map(directives -> String.valueOf(directives.get(Constants.FILTER_DIRECTIVE)))
        .map(filter -> filter.replaceAll(".*osgi\\.wiring\\.package=([^)]*)\\).*", "$1"))
        .collect(Collectors.toSet());
  }
}
