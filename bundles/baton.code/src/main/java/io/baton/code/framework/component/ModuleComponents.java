package io.baton.code.framework.component;

import io.baton.code.calling.Absence;
import io.baton.code.framework.bundle.Bundles;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The components of all versions that are loaded or about to be. A version is known by its class
 * loader: a service of a bundle whose class loader is here belongs to that version.
 */
public final class ModuleComponents {
  private final KnownComponents known;
  private final Supplier<Duration> bound;
  private final Function<Bundle, String> why;
  private final Predicate<Bundle> hasFailed;

  /**
   * Those that are known.
   *
   * @param known from before, and from now on
   * @param bound how long calls wait for a component that is away
   * @param why explains what the component of an active bundle waits for
   * @param hasFailed whether the component of a bundle could not be activated
   */
  public ModuleComponents(
      KnownComponents known,
      Supplier<Duration> bound,
      Function<Bundle, String> why,
      Predicate<Bundle> hasFailed) {
    this.known = known;
    this.bound = bound;
    this.why = why;
    this.hasFailed = hasFailed;
  }

  /** Knows a component from now on. */
  public void add(ModuleComponent component) {
    known.add(component);
  }

  /** Its version is purged, or was not loaded. */
  public void remove(ModuleComponent component) {
    known.remove(component);
  }

  /** The component whose version a service belongs to. */
  public Optional<ModuleComponent> of(ServiceReference<?> service) {
    Bundle bundle = service.getBundle();
    BundleWiring wiring = bundle == null ? null : bundle.adapt(BundleWiring.class);
    return wiring == null || wiring.getClassLoader() == null
        ? Optional.empty()
        : known.of(wiring.getClassLoader());
  }

  /** The component that has registered a service, which may be going. */
  public Optional<ModuleComponent> having(ServiceReference<?> service) {
    return known.all().stream()
        .filter(component -> component.bundle().equals(service.getBundle()))
        .filter(component -> component.service().equals(service) || component.isAway())
        .findFirst();
  }

  /** Returns what calls of a component wait for from now on. */
  public Absence absence(ModuleComponent component) {
    return Absence.now(bound.get(), () -> why(component));
  }

  /** Returns what calls of a module without a version wait for from now on. */
  public Absence absence(Supplier<String> missing) {
    return Absence.now(bound.get(), missing);
  }

  /** Returns whether a component could not be activated: what its author wrote has thrown. */
  public boolean hasFailed(ModuleComponent component) {
    return hasFailed.test(component.bundle());
  }

  private String why(ModuleComponent component) {
    Bundle bundle = component.bundle();
    String failure = component.failure();
    if (bundle.getState() != Bundle.ACTIVE) {
      return Bundles.whyNotActive(bundle);
    }
    return failure == null ? why.apply(bundle) : failure;
  }
}
