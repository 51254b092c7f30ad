package io.baton.api.handover;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Allows that something is lost on the way to another version; without it that is refused.
 *
 * <p>On a component: it may be dropped where a version has no such component, on the way back, say.
 * On a record: the components named, of other versions, are not missed here.
 */
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface MayDrop {
  /**
   * On a record: names of components that it does not have any more.
   *
   * @return empty on a component
   */
  String[] value() default {};
}
