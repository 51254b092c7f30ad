package io.baton.compiler.classpath;

import java.util.List;
import java.util.Set;

/** The packages that sources may use besides those of the JDK. */
public interface ClassPath {
  /**
   * Returns the classes of a package.
   *
   * @param packageName such as {@code io.baton.api.code}
   * @return empty if there is no such package
   */
  List<ClassResource> classes(String packageName);

  /**
   * Returns the bundles that packages come from, with all that they export.
   *
   * @param packageNames packages with classes
   */
  List<Library> libraries(Set<String> packageNames);
}
