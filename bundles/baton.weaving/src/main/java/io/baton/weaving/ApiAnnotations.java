package io.baton.weaving;

import io.baton.api.code.Module;
import java.lang.classfile.Annotation;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.constant.ClassDesc;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds the annotations of {@code baton.api} that a class carries and that are read at run time. A
 * build tool may not see them: bnd reads no annotations of record components, so the bundle does
 * not import their package, and the JVM leaves out an annotation whose class it does not find.
 */
final class ApiAnnotations {
  /** The package that all packages of {@code baton.api} are in. */
  private static final String API = Module.class.getPackageName().replaceAll("\\.[^.]*$", ".");

  private final Set<String> packages = new TreeSet<>();

  private ApiAnnotations() {}

  /**
   * Returns the packages of the annotations.
   *
   * @param model a class file
   * @return names such as {@code io.baton.api.handover}
   */
  static Set<String> packages(ClassModel model) {
    var found = new ApiAnnotations();
    found.add(model);
    model.fields().forEach(found::add);
    model.methods().forEach(found::add);
    model
        .findAttribute(Attributes.record())
        .ifPresent(record -> record.components().forEach(found::add));
    return found.packages;
  }

  /** Adds annotations. The JVM loads a class with invalid annotations, so they are skipped. */
  private void add(AttributedElement element) {
    try {
      element
          .findAttribute(Attributes.runtimeVisibleAnnotations())
          .ifPresent(visible ->
              visible.annotations().stream()
                  .map(Annotation::classSymbol)
                  .map(ClassDesc::packageName)
                  .filter(name -> name.startsWith(API))
                  .forEach(packages::add));
    } catch (RuntimeException _) {
      // the library reports in several ways that it cannot read them; reflection will do so too
    }
  }
}
