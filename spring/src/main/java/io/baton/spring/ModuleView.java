package io.baton.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Interface of the application through which it calls modules. It is looked for in the packages of
 * the application, and in those of {@code baton.shared-packages}.
 *
 * <p>With the name of a module there is a bean of this type: a view, each call of which runs the
 * version that is current at the call. The module need not be loaded when it is injected.
 *
 * <p>With or without a name, {@code List} and {@code Collection} of the interface can be injected.
 * The list has a view for each module that exports an interface of this name at the time of an
 * iteration, in the order of the modules' names.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface ModuleView {
  /**
   * Returns the name of the module.
   *
   * @return empty if only lists are wanted
   */
  String value() default "";
}
