package io.baton.code.framework.bundle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * Lets the framework forget which services a bundle has used that is uninstalled. Felix notes that,
 * and the note keeps the bundle; it drops it when the service goes, or when the last object is
 * given back that was had from {@link ServiceObjects}, but not when a component gives back what it
 * has used. So each service is held in that way until the components of the bundle are gone, and
 * then let go.
 */
final class UsedServices implements SynchronousBundleListener {
  /** Declarative Services asks for it in the name of each bundle. */
  private static final String CONFIGURATIONS = "org.osgi.service.cm.ConfigurationAdmin";

  private final Bundle bundle;

  /** Touched by the thread that stops the bundle. */
  private final List<Held<?>> held = new ArrayList<>();

  private record Held<T>(ServiceObjects<T> objects, T object) {
    static <T> Optional<Held<T>> of(BundleContext context, ServiceReference<T> service) {
      ServiceObjects<T> objects = context.getServiceObjects(service);
      T object = objects == null ? null : objects.getService();
      return object == null ? Optional.empty() : Optional.of(new Held<>(objects, object));
    }

    void letGo() {
      try {
        objects.ungetService(object);
      } catch (IllegalArgumentException | IllegalStateException _) {
        // the service has gone meanwhile, and what was noted of it too
      }
    }
  }

  private UsedServices(Bundle bundle) {
    this.bundle = bundle;
  }

  /**
   * Runs what stops a bundle.
   *
   * @param bundle any bundle; nothing is held if it is not active
   * @param stopping stops or uninstalls it
   */
  static <E extends Exception> void during(Bundle bundle, Stopping<E> stopping) throws E {
    Optional<BundleContext> makerOfComponents = makerOfComponents();
    var used = new UsedServices(bundle);
    // Felix calls the listeners of one bundle in the order in which they came
    makerOfComponents.ifPresent(maker -> used.start(() -> maker.addBundleListener(used)));
    try {
      stopping.run();
    } finally {
      makerOfComponents.ifPresent(maker -> quietly(() -> maker.removeBundleListener(used)));
    }
  }

  /** Stops a bundle. */
  @FunctionalInterface
  interface Stopping<E extends Exception> {
    void run() throws E;
  }

  /** Declarative Services, whose own listener comes before one that is added now. */
  private static Optional<BundleContext> makerOfComponents() {
    return Optional.ofNullable(FrameworkUtil.getBundle(UsedServices.class))
        .map(Bundle::getBundleContext)
        .map(context -> context.getServiceReference(ServiceComponentRuntime.class))
        .map(ServiceReference::getBundle)
        .map(Bundle::getBundleContext);
  }

  private void start(Runnable listening) {
    quietly(() -> {
      listening.run();
      hold();
    });
  }

  /** What is being stopped has no context any more; then there is nothing left to do here. */
  private static void quietly(Runnable step) {
    try {
      step.run();
    } catch (IllegalStateException _) {
      // as it says above
    }
  }

  private void hold() {
    BundleContext context = bundle.getBundleContext();
    ServiceReference<?>[] used = bundle.getServicesInUse();
    if (context == null) {
      return;
    }
    Stream.concat(
            Stream.ofNullable(context.getServiceReference(CONFIGURATIONS)),
            Stream.ofNullable(used).flatMap(Arrays::stream))
        .filter(service ->
            !Constants.SCOPE_PROTOTYPE.equals(service.getProperty(Constants.SERVICE_SCOPE)))
        .distinct()
        .flatMap(service -> Held.of(context, service).stream())
        .forEach(held::add);
  }

  @Override
  public void bundleChanged(BundleEvent event) {
    if (event.getBundle() == bundle && event.getType() == BundleEvent.STOPPING) {
      held.forEach(Held::letGo);
    }
  }
}
