package io.baton.itests;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;

import java.net.URISyntaxException;
import java.nio.file.Path;
import net.bytebuddy.ByteBuddy;
import org.assertj.core.api.Assertions;
import org.ops4j.pax.exam.Option;

/** What is installed into the framework of a test, and where it is found. */
final class Bundles {
  private Bundles() {}

  static Option felixWithScr() {
    return composite(
        frameworkProperty("ds.loglevel").value("0"),
        installed("org.osgi.util.function"),
        installed("org.osgi.util.promise"),
        installed("org.osgi.service.component"),
        installed("org.apache.felix.configadmin"),
        installed("org.apache.felix.scr"));
  }

  static Option baton() {
    return composite(
        installed("baton.api"),
        installed("baton.spi"),
        installed("baton.adopt"),
        installed("baton.weaving"),
        installed("baton.handover"),
        installed("baton.process"),
        installed("baton.otp"),
        installed("baton.audit"),
        installed("baton.code"),
        installed("baton.leaks"));
  }

  static Option assertions() {
    return composite(
        junitBundles(),
        onClassPath(ByteBuddy.class),
        onClassPath(Assertions.class),
        installed("baton.fixtures"));
  }

  static Option installed(String artifact) {
    return bundle(jar(artifact).toUri().toString());
  }

  static Option onClassPath(Class<?> type) {
    return bundle(jarOf(type).toUri().toString());
  }

  /** The jar on the class path of the tests that a class comes from. */
  static Path jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The jar of one of the bundles that were built with Baton. */
  static Path jar(String artifact) {
    return Path.of(System.getProperty("baton.bundles"), artifact + ".jar");
  }
}
