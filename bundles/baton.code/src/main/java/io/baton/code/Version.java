package io.baton.code;

import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.code.calling.Target;
import io.baton.code.framework.ModuleComponent;
import io.baton.code.loading.Bundles;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;

/**
 * One loaded version, with everything that must be given up when it is purged.
 *
 * @param id what the outside knows of it
 * @param component the module's, which may register one service after the other
 * @param revision of the bundle; an update in place gives the bundle another one
 * @param callable what calls reach
 */
public record Version(
    ModuleVersion id,
    ModuleComponent component,
    BundleRevision revision,
    Target.Callable callable) {
  /** Its bundle. */
  public Bundle bundle() {
    return revision.getBundle();
  }

  /** The class loader of its code. */
  public ClassLoader loader() {
    return callable.loader();
  }

  /** The last service that its component has registered. */
  ServiceReference<?> service() {
    return component.service();
  }

  /** The same version, current from this moment on. */
  Version loadedAt(Instant now) {
    var loaded = new ModuleVersion(id.module(), id.version(), id.number(), id.location(), now);
    return new Version(
        loaded,
        component,
        revision,
        new Target.Callable(loaded, callable.object(), loader(), callable.exports()));
  }

  /** Why it must not become current any more: others have made something else of its bundle. */
  Optional<LoadResult.Refused> changed() {
    return Bundles.changed(bundle(), ServiceRegistrations.holds(bundle(), this), toString());
  }

  /** Names of the interfaces of its service. */
  List<String> interfaces() {
    return List.of((String[]) service().getProperty("objectClass"));
  }

  @Override
  public String toString() {
    return id.toString();
  }
}
