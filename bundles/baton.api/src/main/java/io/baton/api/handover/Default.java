package io.baton.api.handover;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Default of a component of a record, or of a field of a data class (one of Kotlin, or of its
 * shape), for values of a version that does not have it.
 *
 * <p>As text: a number, {@code true}, a character, a constant of an enum; a {@code String}
 * verbatim; the empty text is also an empty {@code Optional}, collection, map or array, and {@code
 * null} is null. A text that does not fit the component's type is an error when the version is
 * loaded.
 */
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD})
@Retention(RetentionPolicy.RUNTIME)
public @interface Default {
  /**
   * Returns the value as text.
   *
   * @return ignored if there is a {@link #by}
   */
  String value() default "";

  /**
   * Returns the name of a static method of the record that makes the value. It has no parameter, or
   * one of type {@link io.baton.api.code.OldState}: the record's value in the other version.
   *
   * @return empty if there is none
   */
  String by() default "";
}
