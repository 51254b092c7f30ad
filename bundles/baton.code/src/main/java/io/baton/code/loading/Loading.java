package io.baton.code.loading;

import io.baton.api.code.LoadResult;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;

/** A load under way. Touched by the thread of the load only. */
final class Loading {
  final Artifact artifact;
  final Consumer<Bundle> installed;
  @Nullable Bundle bundle;
  @Nullable Prepared result;

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

  Prepared result() {
    return Objects.requireNonNull(result);
  }

  Inspected inspected() {
    return Objects.requireNonNull(inspected);
  }

  /** Why it has failed. */
  LoadResult.Refused refused() {
    return ((Prepared.Failed) result()).refused();
  }

  void failed(LoadResult.Refused refused) {
    result = new Prepared.Failed(refused);
  }
}
