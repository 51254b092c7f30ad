package io.baton.api.handover;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Permission to drop a component on the way to another version; without it, that is refused.
 *
 * <p>On a component of a record, or a field of a data class: it may be dropped where a version has
 * no such component, on the way back, say. On a record: the named components of other versions may
 * be dropped here.
 */
@Target({ElementType.RECORD_COMPONENT, ElementType.FIELD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface MayDrop {
  /**
   * Returns the names of components that a record no longer has.
   *
   * @return empty on a component
   */
  String[] value() default {};
}
