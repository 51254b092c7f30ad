package io.baton.code.whiteboard;

import io.baton.api.code.Module;
import io.baton.code.framework.service.ModuleServices;
import io.baton.code.framework.service.ServiceVisibility;
import io.baton.spi.identity.Adoptions;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * The services of modules: those with the property {@code baton.module}, and those of adopted
 * bundles, which are found by the interfaces that rules name. A customizer hears of each once.
 */
final class TrackedServices {
  private static final String DECLARED = "(%s=*)".formatted(Module.NAMESPACE);

  private final BundleContext context;
  private final ServiceTrackerCustomizer<Object, ServiceReference<Object>> customizer;

  /** By filter. Guarded by itself; opened and closed outside of it. */
  private final Map<String, ServiceTracker<Object, ServiceReference<Object>>> trackers =
      new HashMap<>();

  private Runnable adoptions = () -> {}; // the threads' that start and stop the code server

  /** Guarded by the trackers. */
  private boolean closed;

  TrackedServices(
      BundleContext context,
      ServiceTrackerCustomizer<Object, ServiceReference<Object>> customizer) {
    this.context = context;
    this.customizer = customizer;
  }

  void open() {
    track(DECLARED, customizer);
    adoptions = Adoptions.onRule(this::trackAdopted);
    trackAdopted();
  }

  /** What a rule has named once is tracked until the end: its bundles stay adopted. */
  private void trackAdopted() {
    for (String name : Adoptions.interfaces()) {
      track("(%s=%s)".formatted(Constants.OBJECTCLASS, name), new Adopted(name));
    }
  }

  private void track(
      String filter, ServiceTrackerCustomizer<Object, ServiceReference<Object>> customizer) {
    ServiceTracker<Object, ServiceReference<Object>> tracker;
    synchronized (trackers) {
      if (closed || trackers.containsKey(filter)) {
        return;
      }
      tracker = tracker(filter, customizer);
      trackers.put(filter, tracker);
    }
    tracker.open(true);
  }

  private ServiceTracker<Object, ServiceReference<Object>> tracker(
      String filter, ServiceTrackerCustomizer<Object, ServiceReference<Object>> customizer) {
    try {
      return new ServiceTracker<>(
          context,
          FrameworkUtil.createFilter("(&%s%s)".formatted(filter, ServiceVisibility.ORIGINALS)),
          customizer);
    } catch (InvalidSyntaxException e) {
      throw new IllegalArgumentException(filter + " is no filter", e);
    }
  }

  private List<ServiceTracker<Object, ServiceReference<Object>>> all() {
    synchronized (trackers) {
      return List.copyOf(trackers.values());
    }
  }

  Stream<ServiceReference<Object>> tracked() {
    return all().stream()
        .map(ServiceTracker::getServiceReferences)
        .filter(found -> found != null)
        .flatMap(Arrays::stream);
  }

  void close() {
    adoptions.run();
    synchronized (trackers) {
      closed = true;
    }
    all().forEach(ServiceTracker::close);
  }

  /** Passes on what is of an adopted bundle, from the tracker of its first interface. */
  private final class Adopted
      implements ServiceTrackerCustomizer<Object, ServiceReference<Object>> {
    private final String type;

    Adopted(String type) {
      this.type = type;
    }

    @Override
    public @Nullable ServiceReference<Object> addingService(ServiceReference<Object> service) {
      return service.getProperty(Module.NAMESPACE) == null
              && ModuleServices.isModules(service)
              && isFirst(service)
          ? customizer.addingService(service)
          : null;
    }

    private boolean isFirst(ServiceReference<Object> service) {
      return Arrays.stream((String[]) service.getProperty(Constants.OBJECTCLASS))
          .filter(Adoptions.interfaces()::contains)
          .findFirst()
          .filter(type::equals)
          .isPresent();
    }

    @Override
    public void modifiedService(
        ServiceReference<Object> service, ServiceReference<Object> tracked) {
      customizer.modifiedService(service, tracked);
    }

    @Override
    public void removedService(ServiceReference<Object> service, ServiceReference<Object> tracked) {
      customizer.removedService(service, tracked);
    }
  }
}
