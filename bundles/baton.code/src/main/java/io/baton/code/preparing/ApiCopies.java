package io.baton.code.preparing;

import io.baton.api.code.LoadResult;
import io.baton.api.handover.Default;
import io.baton.api.handover.MayDrop;
import io.baton.code.framework.bundle.Bundles;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/**
 * Finds annotations of the api that a bundle has as a copy of its own. No other bundle could read
 * what is annotated with it, and that would be noticed when a state does not cross.
 */
final class ApiCopies {
  private static final List<Class<?>> ANNOTATIONS = List.of(Default.class, MayDrop.class);

  private ApiCopies() {}

  /**
   * Returns why a version must not be loaded. Also fixes which classes its annotations are of: they
   * can be read when its bundle is uninstalled.
   *
   * @param loader of a version whose classes are all loaded
   * @return empty if it sees Baton's annotations, or needs none
   */
  static Optional<LoadResult.Refused> refuse(ClassLoader loader, String what) {
    for (Class<?> annotation : ANNOTATIONS) {
      Class<?> there = load(annotation, loader);
      if (there != null && there != annotation) {
        return Optional.of(copied(there, what));
      }
    }
    return Optional.empty();
  }

  private static @Nullable Class<?> load(Class<?> annotation, ClassLoader loader) {
    try {
      return loader.loadClass(annotation.getName());
    } catch (ClassNotFoundException _) {
      return null;
    }
  }

  private static LoadResult.Refused copied(Class<?> copy, String what) {
    Bundle owner = FrameworkUtil.getBundle(copy);
    return new LoadResult.BadFile(
        what,
        "it sees a copy of %s in the bundle %s instead of Baton's, so its annotations cannot be read; import the packages of baton.api, and do not embed them"
            .formatted(copy.getName(), owner == null ? "-" : Bundles.describe(owner)));
  }
}
