package io.baton.api.code;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Description of an exported function, in one line (Erlang's {@code -doc}): the shell shows it in
 * {@code help} and at Tab. It stands on the method of the interface of the module's service. A
 * class file has no javadoc, so the line that a person reads in the shell needs a place of its own.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Doc {
  /**
   * Returns what the function does.
   *
   * @return one line, such as {@code allocates a free frequency to the calling process}
   */
  String value();
}
