package io.baton.code.preparing;

import io.baton.api.code.Module;
import io.baton.code.framework.service.ServiceVisibility;
import io.baton.spi.identity.ModuleIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Waits for the service of a module that goes while its version is made ready. Declarative Services
 * gives up a component, and makes it again, when what it refers to is replaced: by a load of
 * another module, for example.
 */
final class Returning {
  private final BundleContext context;
  private final NotReady notReady;
  private final BooleanSupplier isSwitching;
  private final Supplier<Duration> bound;

  /**
   * For all loads.
   *
   * @param context the code server's
   * @param notReady knows whether a component is being made again
   * @param isSwitching whether services of modules are being replaced
   * @param bound how long a load waits
   */
  Returning(
      BundleContext context,
      NotReady notReady,
      BooleanSupplier isSwitching,
      Supplier<Duration> bound) {
    this.context = context;
    this.notReady = notReady;
    this.isSwitching = isSwitching;
    this.bound = bound;
  }

  Wait begin(Bundle bundle) {
    return new Wait(bundle, System.nanoTime() + bound.get().toNanos(), isSwitching.getAsBoolean());
  }

  /** Of one load. Touched by its thread. */
  final class Wait {
    private final Bundle bundle;
    private final long end;
    private boolean wasSwitching;

    private boolean isFirst = true;

    private Wait(Bundle bundle, long end, boolean wasSwitching) {
      this.bundle = bundle;
      this.end = end;
      this.wasSwitching = wasSwitching;
    }

    /**
     * Waits for a service, if the lack of one may be for a moment only.
     *
     * @param found the services that the bundle had; they may be gone by now
     * @return whether it has one now
     */
    boolean isWorthwhile(List<ServiceReference<?>> found) {
      boolean mayReturn =
          found.isEmpty()
              ? (isFirst && mayComeLate())
                  || wasSwitching
                  || isSwitching.getAsBoolean()
                  || notReady.isBeingMade(bundle)
              : found.getFirst().getBundle() == null;
      wasSwitching = isSwitching.getAsBoolean();
      isFirst = false;
      return mayReturn && arrives();
    }

    /** A bundle that was adopted may register its service on a thread of its own. */
    private boolean mayComeLate() {
      return !ModuleIdentity.adoptedInterfaces(bundle).isEmpty()
          || new ComponentFiles(bundle).isEnabledByAnother();
    }

    private boolean arrives() {
      long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
      if (left <= 0) {
        return false;
      }
      var tracker = new Arrivals(context, filter(bundle));
      tracker.open(true);
      try {
        return tracker.waitForService(left) != null;
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return false;
      } finally {
        tracker.close();
      }
    }
  }

  /** Does not ask for the object. */
  private static final class Arrivals extends ServiceTracker<Object, ServiceReference<Object>> {
    Arrivals(BundleContext context, Filter filter) {
      super(context, filter, null);
    }

    @Override
    public ServiceReference<Object> addingService(ServiceReference<Object> service) {
      return service;
    }

    @Override
    public void removedService(ServiceReference<Object> service, ServiceReference<Object> tracked) {
      // was not asked for
    }
  }

  private static Filter filter(Bundle bundle) {
    try {
      return FrameworkUtil.createFilter(
          "(&(service.bundleid=%d)%s%s)"
              .formatted(bundle.getBundleId(), ofModule(bundle), ServiceVisibility.ORIGINALS));
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String ofModule(Bundle bundle) {
    Set<String> adopted = ModuleIdentity.adoptedInterfaces(bundle);
    return adopted.isEmpty()
        ? "(%s=*)".formatted(Module.NAMESPACE)
        : adopted.stream()
            .map("(objectClass=%s)"::formatted)
            .collect(Collectors.joining("", "(|", ")"));
  }
}
