package io.baton.code.framework.service;

import io.baton.spi.identity.ModuleIdentity;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.hooks.service.EventListenerHook;
import org.osgi.framework.hooks.service.FindHook;
import org.osgi.framework.hooks.service.ListenerHook.ListenerInfo;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Decides which bundles see which services of modules. What a module's bundle registers itself (an
 * <em>original</em>) is seen by that bundle and by the code server only; what the code server
 * registers of it while it is current (a <em>mirror</em>) is seen by all bundles that do not hold a
 * version of the same module. So every bundle sees each module once: its own version, or current.
 *
 * <p>Every look-up and every service event of the framework passes here, on the thread of the
 * caller. Nothing here waits, takes a lock, or calls code of others. If it throws, the framework
 * goes on as if it were not there. See decision 0027.
 */
public final class ServiceVisibility
    implements FindHook, EventListenerHook, SynchronousBundleListener {
  /** Property of every mirror, with the module's name. */
  public static final String CURRENT = "baton.current";

  /** In the filter of a look-up or a listener of the code server: it is meant to see originals. */
  public static final String ORIGINALS = "(!(baton.current=*))";

  private static final String NO_MODULE = "";

  private final Bundle own;

  /** The module of each bundle, by the bundle's id. Written and read by any thread. */
  private final Map<Long, String> modules = new ConcurrentHashMap<>();

  /** Ids of originals that all bundles saw before. Written before the first event, then read. */
  private final Set<Object> exposed = ConcurrentHashMap.newKeySet();

  /**
   * Hides nothing until it is registered.
   *
   * @param own the code server's bundle
   */
  public ServiceVisibility(Bundle own) {
    this.own = own;
  }

  /** Notes which originals other bundles have seen; they have to learn that these go. */
  public void noteExposed(BundleContext context) throws InvalidSyntaxException {
    ServiceReference<?>[] all = context.getAllServiceReferences(null, null);
    if (all != null) {
      Arrays.stream(all)
          .filter(service -> isOfModule(service) && MirrorMark.of(service) == null)
          .forEach(service -> exposed.add(service.getProperty(Constants.SERVICE_ID)));
    }
  }

  private boolean isOfModule(ServiceReference<?> service) {
    String module = moduleOf(service);
    return module != null && !module.isEmpty();
  }

  @Override
  public void find(
      BundleContext context,
      @Nullable String name,
      @Nullable String filter,
      boolean allServices,
      Collection<ServiceReference<?>> references) {
    Bundle asking = bundleOf(context);
    int mirrors = 0;
    for (var found = references.iterator(); found.hasNext(); ) {
      ServiceReference<?> service = found.next();
      String module = moduleOf(service);
      if (module == null ? isGone(service) : isHidden(service, module, asking, filter)) {
        found.remove();
      } else if (!NO_MODULE.equals(module)) {
        mirrors++;
      }
    }
    if (mirrors > 1) {
      removeReplaced(references);
    }
  }

  /**
   * Returns whether a service that went during the look-up is none any more. A mirror still counts,
   * since the one that replaces it may not be among what was looked up.
   */
  private static boolean isGone(ServiceReference<?> service) {
    return MirrorMark.of(service) == null;
  }

  /** A mirror and the one that replaces it are both there for a moment: one of them counts. */
  private static void removeReplaced(Collection<ServiceReference<?>> references) {
    Set<MirrorMark> replaced = new HashSet<>();
    for (ServiceReference<?> service : references) {
      MirrorMark mark = MirrorMark.of(service);
      if (mark != null && mark.replaced() != null) {
        replaced.add(mark.replaced());
      }
    }
    if (!replaced.isEmpty()) {
      references.removeIf(service -> {
        MirrorMark mark = MirrorMark.of(service);
        return mark != null && replaced.contains(mark);
      });
    }
  }

  @Override
  public void event(ServiceEvent event, Map<BundleContext, Collection<ListenerInfo>> listeners) {
    ServiceReference<?> service = event.getServiceReference();
    String module = moduleOf(service);
    if (module == null || module.isEmpty() || isEndOfExposed(event)) {
      return;
    }
    for (var context : listeners.entrySet()) {
      Bundle listening = bundleOf(context.getKey());
      context
          .getValue()
          .removeIf(listener -> isHidden(service, module, listening, listener.getFilter()));
    }
  }

  private boolean isEndOfExposed(ServiceEvent event) {
    return event.getType() == ServiceEvent.UNREGISTERING
        && !exposed.isEmpty()
        && exposed.contains(event.getServiceReference().getProperty(Constants.SERVICE_ID));
  }

  private boolean isHidden(
      ServiceReference<?> service,
      String module,
      @Nullable Bundle asking,
      @Nullable String filter) {
    if (module.isEmpty()) {
      return false;
    }
    if (MirrorMark.of(service) != null) {
      return asking != null && module.equals(moduleOf(asking));
    }
    boolean isOwner = asking != null && asking.equals(service.getBundle());
    boolean isCodeServer = own.equals(asking) && filter != null && filter.contains(ORIGINALS);
    return !isOwner && !isCodeServer;
  }

  private static @Nullable Bundle bundleOf(BundleContext context) {
    try {
      return context.getBundle();
    } catch (IllegalStateException _) {
      return null;
    }
  }

  /** Empty if it is of a bundle without a module; null if it is gone, or its bundle is. */
  private @Nullable String moduleOf(ServiceReference<?> service) {
    Bundle owner = service.getBundle();
    return owner == null ? null : moduleOf(owner);
  }

  private @Nullable String moduleOf(Bundle bundle) {
    String known = modules.get(bundle.getBundleId());
    if (known != null) {
      return known;
    }
    BundleRevision revision = bundle.adapt(BundleRevision.class);
    if (revision == null) {
      return null;
    }
    ModuleIdentity identity = ModuleIdentity.of(revision);
    String module = identity == null ? NO_MODULE : identity.module();
    modules.put(bundle.getBundleId(), module);
    return module;
  }

  /** Bundles that were no modules may be adopted now. */
  void forget() {
    modules.values().removeIf(NO_MODULE::equals);
  }

  /** What a bundle holds changes when it is updated. */
  @Override
  public void bundleChanged(BundleEvent event) {
    switch (event.getType()) {
      case BundleEvent.UPDATED, BundleEvent.UNRESOLVED, BundleEvent.UNINSTALLED ->
          modules.remove(event.getBundle().getBundleId());
      default -> {
        // the same content
      }
    }
  }
}
