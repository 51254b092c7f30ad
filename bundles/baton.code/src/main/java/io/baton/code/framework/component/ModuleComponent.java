package io.baton.code.framework.component;

import io.baton.api.code.ModuleStatus;
import io.baton.api.code.ModuleVersion;
import io.baton.code.calling.Absence;
import io.baton.code.calling.ComponentObject;
import io.baton.code.calling.Target;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/**
 * The component of one version: the services that it registers one after the other, and its object.
 * As long as its class loader lives, whatever it registers is the same version.
 */
public final class ModuleComponent {
  private final ModuleVersion id;
  private final Bundle bundle;
  private final ClassLoader loader;
  private final ComponentObject object;
  private final boolean isClosed;

  /**
   * Its last service: written by threads that register services, under its monitor; read by any
   * thread.
   */
  private volatile ServiceReference<?> service;

  /** Why its next object cannot be used: written like the service. */
  private volatile @Nullable String failure;

  /** The service whose object is being made: guarded by this. */
  private @Nullable ServiceReference<?> expected;

  /**
   * A component that has made its first object.
   *
   * @param service it has registered
   * @param code of the version
   * @param isClosed whether it does something when it gives up an object
   */
  public ModuleComponent(ServiceReference<?> service, Target.Callable code, boolean isClosed) {
    this.service = service;
    bundle = service.getBundle();
    id = code.version();
    loader = code.loader();
    object = code.object();
    this.isClosed = isClosed;
  }

  /** Of the version. */
  public ModuleVersion id() {
    return id;
  }

  /** Its bundle. */
  public Bundle bundle() {
    return bundle;
  }

  /** Of the version. */
  public ClassLoader loader() {
    return loader;
  }

  /** Its last service, which may be gone. */
  public ServiceReference<?> service() {
    return service;
  }

  /** Returns whether calls cannot reach an object of it. */
  public boolean isAway() {
    return object.absence() != null;
  }

  /** Returns since when that is so, and why; empty if calls reach an object. */
  public Optional<ModuleStatus.Away> away() {
    return Optional.ofNullable(object.absence())
        .map(absence -> new ModuleStatus.Away(absence.since(), absence.why().get()));
  }

  /** Returns whether calls reach an object. */
  public boolean isServedBy(Object instance) {
    return object.is(instance);
  }

  /**
   * Returns whether it does something when it gives up an object, which must not be called after
   * that.
   */
  public boolean isClosed() {
    return isClosed;
  }

  /** Returns why its next object cannot be used; null if it can, or is not there. */
  @Nullable String failure() {
    return failure;
  }

  /**
   * It has registered a service; its object is being made.
   *
   * @return false if it has another service as well, which goes on to serve
   */
  public synchronized boolean expect(ServiceReference<?> next) {
    if (!service.equals(next) && !isAway() && service.getBundle() != null) {
      return false;
    }
    expected = next;
    return true;
  }

  /** Returns whether the object of a service is still waited for, which is there. */
  public synchronized boolean expects(ServiceReference<?> next) {
    return next.equals(expected) && next.getBundle() != null;
  }

  /**
   * The object of its service is made.
   *
   * @return false if the service is gone already
   */
  public synchronized boolean arrived(ServiceReference<?> next, Object instance) {
    if (!next.equals(expected)) {
      return false;
    }
    expected = null;
    service = next;
    failure = null;
    object.arrived(instance);
    return true;
  }

  /** The object of its service cannot be used. */
  public synchronized void failed(ServiceReference<?> next, String why) {
    if (next.equals(expected)) {
      failure = why;
    }
  }

  /** It makes no other object: the last one serves. */
  public synchronized void keepLast() {
    expected = null;
    object.keepLast();
  }

  /**
   * One of its services goes, and with it the object.
   *
   * @param absence since now
   * @return whether calls could reach its object until now
   */
  public synchronized boolean left(ServiceReference<?> gone, Absence absence) {
    if (gone.equals(expected)) {
      expected = null;
      failure = null;
    }
    if (!gone.equals(service) || isAway()) {
      return false;
    }
    object.left(absence);
    return true;
  }

  @Override
  public String toString() {
    return id.toString();
  }
}
