package io.baton.api.code;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.osgi.annotation.bundle.Attribute;
import org.osgi.annotation.bundle.Capability;
import org.osgi.annotation.bundle.Requirement;
import org.osgi.service.component.annotations.ComponentPropertyType;

/**
 * Annotation of the component of a bundle that is a version of a module: its service gets the
 * property {@code baton.module}, its bundle the capability {@code baton.module}. The functions of
 * the service's interfaces are the exported functions, and no others. A bundle has exactly one. It
 * requires the extender {@value #EXTENDER}: without Baton it does not resolve.
 */
@ComponentPropertyType
@Capability(namespace = Module.NAMESPACE)
@Requirement(namespace = "osgi.extender", name = Module.EXTENDER, version = "0.1.0")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.CLASS)
public @interface Module {
  /** Name of the extender, {@code osgi.extender}, that a module's bundle requires: Baton. */
  String EXTENDER = "io.baton";

  /** Prefix of the service property. */
  String PREFIX_ = "baton.";

  /** Name of the service property, and namespace and attribute of the bundle's capability. */
  String NAMESPACE = "baton.module";

  /**
   * Returns the module's name, such as {@code frequency}.
   *
   * @return letters, digits, dots and underscores; the first is a letter
   */
  @Attribute(NAMESPACE)
  String value();
}
