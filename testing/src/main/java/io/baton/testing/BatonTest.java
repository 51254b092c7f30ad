package io.baton.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Annotation of a test class whose tests run in a JVM with Baton. It starts with the first of them,
 * which takes about a second, serves all tests of the JVM, and is closed after the last. After each
 * test all processes are ended and all modules deleted and purged, so that the next finds none.
 * Tests with it do not run in parallel with each other.
 *
 * <p>A test may have parameters: {@link io.baton.embedded.Baton}, {@link Modules}, each service of
 * Baton's API ({@link io.baton.api.code.Code} for example), and services in {@linkplain #shared()
 * shared packages}.
 */
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(BatonExtension.class)
@ResourceLock("io.baton")
public @interface BatonTest {
  /**
   * Returns the packages of the test's class path that modules import, as {@link
   * io.baton.embedded.BatonOptions#sharing} takes them. Modules and tests have the same classes of
   * these. A class that names others than the one before starts Baton again.
   *
   * @return names of packages; none by default: values cross by their structure
   */
  String[] shared() default {};
}
