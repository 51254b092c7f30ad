package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A framework as its specification starts one: nothing is started, everything has one start level.
 * The API comes from the class path, so that a test calls Baton without being a bundle.
 */
final class PlainFramework implements AutoCloseable {
  /** What a framework without anything needs so that Baton runs in it. */
  static final List<String> NEEDED =
      List.of(
          "org.osgi.util.function",
          "org.osgi.util.promise",
          "org.osgi.service.component",
          "org.apache.felix.configadmin",
          "org.apache.felix.scr");

  static final List<String> BATON =
      List.of(
          "baton.spi",
          "baton.weaving",
          "baton.handover",
          "baton.process",
          "baton.otp",
          "baton.audit",
          "baton.code",
          "baton.leaks");

  private static final String API = "baton.api";

  private final Framework framework;

  private PlainFramework(Framework framework) {
    this.framework = framework;
  }

  /** Starts a framework. */
  static PlainFramework start(Path storage) throws Exception {
    Map<String, String> properties = new HashMap<>();
    properties.put("ds.loglevel", "0"); // what fails is meant to fail
    // otherwise Felix serves the URLs of all later frameworks of this JVM
    properties.put("felix.service.urlhandlers", "false");
    properties.put(Constants.FRAMEWORK_STORAGE, storage.toString());
    properties.put(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, exportsOf(API));
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class)
            .findFirst()
            .orElseThrow()
            .newFramework(properties);
    framework.start();
    return new PlainFramework(framework);
  }

  private static String exportsOf(String artifact) throws IOException {
    try (var jar = new JarFile(Bundles.jar(artifact).toFile())) {
      return jar.getManifest().getMainAttributes().getValue(Constants.EXPORT_PACKAGE);
    }
  }

  BundleContext context() {
    return framework.getBundleContext();
  }

  /** Installs bundles that were built with Baton, and starts none. */
  List<Bundle> install(List<String> artifacts) throws BundleException {
    List<Bundle> installed = new ArrayList<>();
    for (String artifact : artifacts) {
      installed.add(install(Bundles.jar(artifact)));
    }
    return installed;
  }

  Bundle install(Path jar) throws BundleException {
    return context().installBundle(jar.toUri().toString());
  }

  /** Returns whether the framework has a log, as Equinox does; Baton's messages go there. */
  boolean hasLog() {
    return context().getServiceReference("org.osgi.service.log.LoggerFactory") != null;
  }

  /** Waits for a service. */
  <T> T service(Class<T> type) throws InterruptedException {
    var tracker = new ServiceTracker<T, T>(context(), type, null);
    tracker.open();
    try {
      T service = tracker.waitForService(BatonTest.PATIENCE.toMillis());
      assertThat(service).as(type.getName()).isNotNull();
      return service;
    } finally {
      tracker.close();
    }
  }

  @Override
  public void close() throws BundleException {
    framework.stop();
    try {
      assertThat(framework.waitForStop(BatonTest.PATIENCE.toMillis())).isNotNull();
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted while the framework stops", e);
    }
  }
}
