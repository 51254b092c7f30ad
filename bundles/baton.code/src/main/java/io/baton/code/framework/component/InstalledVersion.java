package io.baton.code.framework.component;

import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.code.calling.Target;
import io.baton.code.framework.bundle.BundleContent;
import io.baton.code.framework.bundle.Bundles;
import io.baton.code.version.LoadedVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/**
 * A loaded version and what the framework has of it: everything that must be given up when it is
 * purged.
 *
 * @param loaded its code
 * @param component the module's, which may register one service after the other
 * @param revision of the bundle; an update in place gives the bundle another one
 */
public record InstalledVersion(
    LoadedVersion loaded, ModuleComponent component, BundleRevision revision) {
  /** Its identity, as users know it. */
  public ModuleVersion id() {
    return loaded.id();
  }

  /** The class loader of its code. */
  public ClassLoader loader() {
    return loaded.loader();
  }

  /** Returns what calls reach. */
  public Target.Callable callable() {
    return loaded.callable();
  }

  /** Its bundle. */
  public Bundle bundle() {
    return revision.getBundle();
  }

  /** Returns the headers of its bundle, by name. */
  public Map<String, String> headers() {
    return Map.copyOf(FrameworkUtil.asMap(bundle().getHeaders("")));
  }

  /**
   * Returns a jar of the entries of its bundle.
   *
   * @throws UncheckedIOException if the framework does not have them any more
   */
  public byte[] content() {
    var jar = new ByteArrayOutputStream();
    try {
      BundleContent.write(bundle(), jar);
    } catch (IOException e) {
      throw new UncheckedIOException("%s has lost its files".formatted(this), e);
    }
    return jar.toByteArray();
  }

  /** The last service that its component has registered. */
  public ServiceReference<?> service() {
    return component.service();
  }

  /** The same version, current from this moment on. */
  public InstalledVersion loadedAt(Instant now) {
    var id = new ModuleVersion(id().module(), id().version(), id().number(), id().location(), now);
    var callable = new Target.Callable(id, callable().object(), loader(), callable().exports());
    return new InstalledVersion(new LoadedVersion(callable), component, revision);
  }

  /**
   * Returns whether its bundle still has its class loader: an update or a refresh gives it another
   * one.
   */
  public boolean isInItsBundle() {
    BundleWiring wiring = bundle().adapt(BundleWiring.class);
    return revision == bundle().adapt(BundleRevision.class)
        && (wiring == null || wiring.getClassLoader() == loader());
  }

  /**
   * Returns whether another version is in the same bundle, which was updated or refreshed in place.
   */
  public boolean sharesItsBundle(InstalledVersion other) {
    return bundle() == other.bundle();
  }

  /**
   * Returns why it must not become current any more: its bundle was updated, refreshed or
   * uninstalled.
   */
  public Optional<LoadResult.Refused> changed() {
    return Bundles.changed(bundle(), isInItsBundle(), toString());
  }

  /** Names of the interfaces of its service. */
  public List<String> interfaces() {
    return List.of((String[]) service().getProperty("objectClass"));
  }

  @Override
  public String toString() {
    return loaded.toString();
  }
}
