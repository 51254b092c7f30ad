package io.baton.code.preparing;

import io.baton.api.code.LoadResult;
import io.baton.code.artifact.ArchiveBounds;
import io.baton.code.artifact.Artifact;
import io.baton.code.framework.bundle.Bundles;
import io.baton.code.framework.bundle.SideBySideInstallHook;
import io.baton.spi.Sha256;
import java.io.IOException;
import java.security.DigestInputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleRevision;

/** Installs the bundles of loads: what was read as a whole, is undamaged and signed as it must. */
final class Installer {
  private final BundleContext context;
  private final Locations locations;
  private final Signers signers;
  private final Supplier<ArchiveBounds> bounds;

  /**
   * Locations of bundles whose load is under way, each from before the bundle is there: others may
   * start it as soon as it is. Written by the threads of loads, read by the whiteboard.
   */
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  Installer(BundleContext context, Signers signers, Supplier<ArchiveBounds> bounds) {
    this.context = context;
    this.signers = signers;
    this.bounds = bounds;
    locations = new Locations(context);
  }

  /**
   * Installs the bundle of a load.
   *
   * @param one says then what is wrong, if it cannot be loaded
   */
  void install(Loading one) {
    Artifact artifact = one.artifact;
    try {
      String sha256 = Sha256.of(artifact.content().open()); // of what is checked from here on
      Optional<LoadResult.Refused> damage = artifact.damage(bounds.get());
      if (damage.isPresent()) {
        one.failed(damage.get());
      } else {
        install(one, sha256);
      }
    } catch (BundleException e) {
      one.failed(
          duplicate(artifact)
              .filter(_ -> e.getType() == BundleException.DUPLICATE_BUNDLE_ERROR)
              .orElseGet(() -> Bundles.notInstalled(artifact.what(), e)));
    } catch (IOException e) {
      one.failed(
          artifact.damage(bounds.get()).orElseGet(() -> Bundles.notInstalled(artifact.what(), e)));
    }
  }

  /** A bundle that is other than what was checked is not loaded. */
  private void install(Loading one, String sha256) throws IOException, BundleException {
    Artifact artifact = one.artifact;
    String location = locations.next(artifact.content(), sha256);
    underWay.add(location);
    try (DigestInputStream content = Sha256.reading(artifact.content().open())) {
      Bundle bundle = SideBySideInstallHook.install(context, location, content);
      one.bundle = bundle;
      one.revision = bundle.adapt(BundleRevision.class);
      one.installed.accept(bundle);
      if (!sha256.equals(Sha256.read(content))) {
        one.failed(
            new LoadResult.BadFile(
                artifact.what(), "its file changed while it was being loaded; try again"));
      } else {
        signers.refused(bundle, artifact.what()).ifPresent(one::failed);
      }
    } finally {
      if (one.bundle == null) {
        underWay.remove(location);
      }
    }
  }

  /** Returns whether a load of a bundle is under way. */
  boolean isUnderWay(Bundle bundle) {
    return underWay.contains(bundle.getLocation());
  }

  /** The load of a bundle is over. */
  void finished(Bundle bundle) {
    underWay.remove(bundle.getLocation());
  }

  /**
   * Another bundle with the same name, version and content. One that was built again without
   * another version differs; the number that Baton gives each version tells the two apart.
   *
   * @param artifact not installed yet
   * @return empty if there is none
   */
  Optional<LoadResult.Refused> duplicate(Artifact artifact) {
    return Arrays.stream(context.getBundles())
        .filter(bundle ->
            artifact.symbolicName().equals(bundle.getSymbolicName())
                && artifact.version().equals(bundle.getVersion())
                && SameContent.of(artifact, bundle))
        .findFirst()
        .map(bundle -> new LoadResult.AlreadyInstalled(artifact.what(), Bundles.describe(bundle)));
  }
}
