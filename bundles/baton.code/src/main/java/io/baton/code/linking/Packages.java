package io.baton.code.linking;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleRevision;

/** Packages that a bundle says it needs, and whether a class of them may be absent. */
final class Packages {
  private static final Pattern NAME = Pattern.compile("osgi\\.wiring\\.package=([^)]*)\\)");
  private static final String DYNAMIC = "dynamic";

  private final Set<String> optional = new HashSet<>();
  private final Set<String> mandatory = new HashSet<>();
  private final Set<String> dynamic = new HashSet<>();
  private final Set<String> held = new HashSet<>();

  /** Meaning of the absence of a class. */
  enum Absence {
    /** The bundle says that it may be: its package is imported optionally or dynamically. */
    DECLARED,
    /** It should be there: the bundle has its package, or has got it from another bundle. */
    LOST,
    /** No header says anything of its package. */
    UNKNOWN
  }

  /**
   * Reads the requirements of a bundle.
   *
   * @param revision of the version
   * @param classNames all classes in it
   */
  Packages(BundleRevision revision, Collection<String> classNames) {
    classNames.forEach(name -> held.add(ClassNames.packageOf(name)));
    revision
        .getDeclaredRequirements(PackageNamespace.PACKAGE_NAMESPACE)
        .forEach(requirement -> read(requirement.getDirectives()));
  }

  private void read(Map<String, String> directives) {
    Matcher name = NAME.matcher(String.valueOf(directives.get(Constants.FILTER_DIRECTIVE)));
    if (name.find()) {
      switch (String.valueOf(directives.get(Constants.RESOLUTION_DIRECTIVE))) {
        case Constants.RESOLUTION_OPTIONAL -> optional.add(name.group(1));
        case DYNAMIC -> dynamic.add(name.group(1));
        default -> mandatory.add(name.group(1));
      }
    }
  }

  Absence absence(String className) {
    String name = ClassNames.packageOf(className);
    if (optional.contains(name)) {
      return Absence.DECLARED;
    }
    if (held.contains(name) || mandatory.contains(name) || name.startsWith("java.")) {
      return Absence.LOST;
    }
    return isDynamic(name) ? Absence.DECLARED : Absence.UNKNOWN;
  }

  /**
   * Returns whether the framework would look for an exporter when the class is needed, and no
   * sooner.
   */
  boolean isLeftToItsUse(String className) {
    return absence(className) == Absence.DECLARED
        && !optional.contains(ClassNames.packageOf(className));
  }

  private boolean isDynamic(String name) {
    return dynamic.stream().anyMatch(pattern -> matches(pattern, name));
  }

  private static boolean matches(String pattern, String name) {
    return pattern.equals("*")
        || pattern.equals(name)
        || (pattern.endsWith(".*") && name.startsWith(pattern.substring(0, pattern.length() - 1)));
  }
}
