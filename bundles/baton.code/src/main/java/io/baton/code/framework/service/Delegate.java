package io.baton.code.framework.service;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.PrototypeServiceFactory;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/**
 * Gives a bundle the object that the original service has for that bundle, so the life cycle of the
 * object is the one that its author has chosen.
 */
class Delegate implements ServiceFactory<Object> {
  /** Written when the original is replaced, read by users. */
  private volatile ServiceReference<Object> original;

  /** Which original the object of a bundle is from. Written and read by the users' threads. */
  private final Map<Bundle, ServiceReference<Object>> sources = new ConcurrentHashMap<>();

  private Delegate(ServiceReference<Object> original) {
    this.original = original;
  }

  static Delegate of(ServiceReference<Object> original) {
    return Constants.SCOPE_PROTOTYPE.equals(original.getProperty(Constants.SERVICE_SCOPE))
        ? new OfPrototypes(original)
        : new Delegate(original);
  }

  /** Null if the bundle is not active. */
  static @Nullable BundleContext contextOf(@Nullable Bundle bundle) {
    return bundle == null ? null : bundle.getBundleContext();
  }

  /** Bundles that ask from now on, until this is withdrawn, get the object of another original. */
  void redirect(ServiceReference<Object> next) {
    original = next;
  }

  final ServiceReference<Object> original() {
    return original;
  }

  @Override
  public @Nullable Object getService(Bundle bundle, ServiceRegistration<Object> registration) {
    BundleContext user = contextOf(bundle);
    ServiceReference<Object> source = original;
    Object service = user == null ? null : user.getService(source);
    if (service != null) {
      sources.put(bundle, source);
    }
    return service;
  }

  @Override
  public void ungetService(
      Bundle bundle, ServiceRegistration<Object> registration, Object service) {
    BundleContext user = contextOf(bundle);
    ServiceReference<Object> source = sources.remove(bundle);
    if (user != null && source != null) {
      Registrations.unget(user, source);
    }
  }

  /** One object for each request. */
  private static final class OfPrototypes extends Delegate
      implements PrototypeServiceFactory<Object> {
    /** By object, by identity. Guarded by itself. */
    private final Map<Object, ServiceObjects<Object>> given =
        Collections.synchronizedMap(new IdentityHashMap<>());

    OfPrototypes(ServiceReference<Object> original) {
      super(original);
    }

    @Override
    public @Nullable Object getService(Bundle bundle, ServiceRegistration<Object> registration) {
      BundleContext user = contextOf(bundle);
      ServiceObjects<Object> objects = user == null ? null : user.getServiceObjects(original());
      Object service = objects == null ? null : objects.getService();
      if (service != null) {
        given.put(service, objects);
      }
      return service;
    }

    @Override
    public void ungetService(
        Bundle bundle, ServiceRegistration<Object> registration, Object service) {
      ServiceObjects<Object> objects = given.remove(service);
      if (objects != null && contextOf(bundle) != null) {
        objects.ungetService(service);
      }
    }
  }
}
