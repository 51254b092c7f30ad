package io.baton.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Annotation of a test that is run for upgrades between released versions of the project's module
 * and the one that was just built: for each of them up, from the released one to the built one, and
 * down again. The method has a parameter of type {@link Upgrade}. Its class has {@link BatonTest}.
 *
 * <p>A released version is the file {@code VERSION.jar} in {@code target/baton/releases}, where the
 * goal {@code releases} of {@code io.baton:baton-maven-plugin} puts it; the system property {@code
 * baton.releases} names another folder. A test whose file is missing fails.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@TestTemplate
@ExtendWith(UpgradeInvocations.class)
public @interface UpgradeFrom {
  /**
   * Returns the released versions.
   *
   * @return as they were released, such as {@code 1.0.0}; at least one
   */
  String[] value();
}
