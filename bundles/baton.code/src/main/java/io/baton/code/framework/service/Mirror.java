package io.baton.code.framework.service;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/**
 * A second registration of a service of a current version, in the name of the version's bundle, for
 * all other bundles: the same interfaces, objects, scope and properties.
 *
 * <p>Its state is one reference: nothing, then the registration, then {@link #WITHDRAWN}. A
 * registration runs code of listeners, so it happens outside of any lock, and may be withdrawn by
 * another thread meanwhile.
 */
final class Mirror {
  private static final Object WITHDRAWN = new Object();

  /** Properties that the framework sets, or that a mirror has of its own. */
  private static final Set<String> OWN =
      Set.of(
          Constants.OBJECTCLASS,
          Constants.SERVICE_ID,
          Constants.SERVICE_BUNDLEID,
          Constants.SERVICE_SCOPE,
          Constants.SERVICE_RANKING);

  private final ServiceReference<Object> original;
  private final Map<String, ?> more;
  private final MirrorMark mark = new MirrorMark();
  private final AtomicReference<@Nullable Object> state = new AtomicReference<>();
  private final Key key;

  /** Written by the thread that registers it, and then by events of the original. */
  private volatile Ranking ranking;

  /** Written by events of the original, read after the registration. */
  private volatile boolean modified;

  /** Written by the registration, read when it is withdrawn or its original is replaced. */
  private volatile @Nullable Delegate delegate;

  /**
   * Not registered yet.
   *
   * @param original what it shows
   * @param more properties besides those of the original
   */
  @SuppressWarnings("unchecked")
  Mirror(ServiceReference<?> original, Map<String, ?> more) {
    this.original = (ServiceReference<Object>) original;
    this.more = more;
    key = Key.of(original, more);
    ranking = Ranking.chosen(original);
  }

  /** Key by which a service of one version is the counterpart of a service of another. */
  private record Key(Map<String, ?> more, Set<String> interfaces, List<Object> names) {
    static Key of(ServiceReference<?> service, Map<String, ?> more) {
      return new Key(
          more,
          new TreeSet<>(List.of((String[]) service.getProperty(Constants.OBJECTCLASS))),
          List.of(
              name(service, "baton.module"),
              name(service, "component.name"),
              name(service, Constants.SERVICE_PID)));
    }

    private static String name(ServiceReference<?> service, String property) {
      Object name = service.getProperty(property);
      return name instanceof Object[] several ? Arrays.toString(several) : String.valueOf(name);
    }
  }

  boolean isCounterpartOf(Mirror other) {
    return key.equals(other.key);
  }

  /**
   * Returns what it has in common with its counterparts of other versions, and with nothing else.
   */
  Object key() {
    return key;
  }

  ServiceReference<?> original() {
    return original;
  }

  /**
   * Registers it in the place of another one, which is withdrawn as soon as this one is seen by
   * all; so no bundle ever sees none of them.
   *
   * @param replaced null if it is the first
   */
  void register(@Nullable Mirror replaced, BundleContext server) {
    BundleContext context = Delegate.contextOf(original.getBundle());
    if (context != null) {
      if (replaced != null) {
        replaced.isReplacedBy(this, server);
      }
      register(context);
    }
    if (replaced != null) {
      replaced.withdraw();
    }
  }

  private void isReplacedBy(Mirror next, BundleContext server) {
    mark.replaces(null);
    next.mark.replaces(mark);
    next.ranking = ranking.inherited(next.original, reference(), server);
    leadTo(next);
  }

  /** Gives those that ask from now on the object of another one, which is shown soon. */
  void leadTo(Mirror next) {
    Delegate shown = delegate;
    if (shown != null) {
      shown.redirect(next.original);
    }
  }

  private @Nullable ServiceReference<?> reference() {
    return state.get() instanceof ServiceRegistration<?> registration
        ? Registrations.reference(registration)
        : null;
  }

  private void register(BundleContext context) {
    Object service = service(context);
    if (service == null) {
      return;
    }
    ServiceRegistration<?> registration =
        Registrations.register(context, interfaces(), service, properties());
    if (registration == null) {
      return;
    }
    if (!state.compareAndSet(null, registration)) {
      Registrations.unregister(registration);
    } else if (modified) {
      setProperties(registration);
    }
  }

  /** A service without a factory is the same object for all; null if it is gone. */
  private @Nullable Object service(BundleContext context) {
    if (Constants.SCOPE_SINGLETON.equals(original.getProperty(Constants.SERVICE_SCOPE))) {
      return context.getService(original);
    }
    Delegate factory = Delegate.of(original);
    delegate = factory;
    return factory;
  }

  private String[] interfaces() {
    return (String[]) original.getProperty(Constants.OBJECTCLASS);
  }

  /** The properties of the original have changed. */
  void update() {
    modified = true;
    if (state.get() instanceof ServiceRegistration<?> registration) {
      setProperties(registration);
    }
  }

  private void setProperties(ServiceRegistration<?> registration) {
    ranking = ranking.updated(original);
    Registrations.setProperties(registration, properties());
  }

  private Map<String, Object> properties() {
    var properties = new HashMap<String, Object>();
    for (String name : original.getPropertyKeys()) {
      properties.put(name, original.getProperty(name));
    }
    properties.keySet().removeAll(OWN);
    properties.putAll(more);
    properties.put(MirrorMark.PROPERTY, mark);
    if (!ranking.isDefault()) {
      properties.put(Constants.SERVICE_RANKING, ranking.effective());
    }
    return properties;
  }

  /** Withdraws it, for good. */
  void withdraw() {
    if (state.getAndSet(WITHDRAWN) instanceof ServiceRegistration<?> registration) {
      Registrations.unregister(registration);
      BundleContext context = Delegate.contextOf(original.getBundle());
      if (delegate == null && context != null) {
        Registrations.unget(context, original);
      }
    }
  }
}
