package io.baton.code.preparing;

import io.baton.api.code.LoadResult;
import io.baton.code.artifact.Artifact;
import io.baton.code.framework.bundle.Bundles;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/** A load under way. Touched by the thread of the load only. */
final class Loading {
  final Artifact artifact;
  final Consumer<Bundle> installed;
  @Nullable Bundle bundle;
  @Nullable Preparation result;

  /** Of the bundle as it was installed; the framework gives it another one by an update. */
  @Nullable BundleRevision revision;

  /** Of the bundle as it was linked; the framework gives it another one by a refresh. */
  @Nullable BundleWiring wiring;

  /** What a check has found that constructs nothing. */
  @Nullable Inspected inspected;

  /** Whether a thread is still in code of the bundle, which therefore keeps its state. */
  boolean isStuck;

  Loading(Artifact artifact, Consumer<Bundle> installed) {
    this.artifact = artifact;
    this.installed = installed;
  }

  Bundle bundle() {
    return Objects.requireNonNull(bundle);
  }

  /** Returns why it cannot be loaded any more: others have made something else of its bundle. */
  Optional<LoadResult.Refused> changed() {
    boolean isSame =
        bundle().adapt(BundleRevision.class) == revision
            && (wiring == null || bundle().adapt(BundleWiring.class) == wiring);
    return Bundles.changed(bundle(), isSame, artifact.what());
  }

  Preparation result() {
    return Objects.requireNonNull(result);
  }

  Inspected inspected() {
    return Objects.requireNonNull(inspected);
  }

  /** Returns why it has failed. */
  LoadResult.Refused refused() {
    return ((Preparation.Failed) result()).refused();
  }

  /** Returns the refusal of a load that had no memory. */
  Preparation noMemory(OutOfMemoryError e) {
    return new Preparation.Failed(
        new LoadResult.NotStored(artifact.what(), "there is no memory for it: " + e.getMessage()));
  }

  void failed(LoadResult.Refused refused) {
    result = new Preparation.Failed(refused);
  }
}
