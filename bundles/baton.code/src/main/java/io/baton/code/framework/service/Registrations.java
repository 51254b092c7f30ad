package io.baton.code.framework.service;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/** Calls of the registry for a bundle that may stop at any moment, which undoes all of them. */
final class Registrations {
  private Registrations() {}

  /** Null if the bundle has stopped. */
  static @Nullable ServiceRegistration<?> register(
      BundleContext context, String[] interfaces, Object service, Map<String, ?> properties) {
    try {
      return context.registerService(interfaces, service, FrameworkUtil.asDictionary(properties));
    } catch (IllegalStateException _) {
      return null;
    }
  }

  static void setProperties(ServiceRegistration<?> registration, Map<String, ?> properties) {
    try {
      registration.setProperties(FrameworkUtil.asDictionary(properties));
    } catch (IllegalStateException _) {
      // its bundle has stopped, which unregistered it
    }
  }

  /** Null if the bundle has stopped. */
  static @Nullable ServiceReference<?> reference(ServiceRegistration<?> registration) {
    try {
      return registration.getReference();
    } catch (IllegalStateException _) {
      return null;
    }
  }

  static void unregister(ServiceRegistration<?> registration) {
    try {
      registration.unregister();
    } catch (IllegalStateException _) {
      // its bundle has stopped, which unregistered it
    }
  }

  static void unget(BundleContext context, ServiceReference<?> service) {
    try {
      context.ungetService(service);
    } catch (IllegalStateException _) {
      // its bundle has stopped, which gave back all that it had
    }
  }
}
