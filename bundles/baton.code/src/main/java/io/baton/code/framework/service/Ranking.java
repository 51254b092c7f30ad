package io.baton.code.framework.service;

import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * The place of a mirror among other services of its interfaces. It is what the author has chosen;
 * but among equals the framework prefers the oldest, and a new version is the youngest, so it gets
 * one more if it would fall behind services that its predecessor was before.
 *
 * @param chosen by the author of the version
 * @param effective what the mirror is registered with
 */
record Ranking(int chosen, int effective) {
  static Ranking chosen(ServiceReference<?> original) {
    int chosen = of(original);
    return new Ranking(chosen, chosen);
  }

  private static int of(ServiceReference<?> service) {
    return service.getProperty(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0;
  }

  boolean isDefault() {
    return effective == 0;
  }

  /** The original's properties have changed. */
  Ranking updated(ServiceReference<?> original) {
    int now = of(original);
    return now == chosen ? this : new Ranking(now, now);
  }

  /**
   * The ranking of the mirror that follows.
   *
   * @param next the original that follows
   * @param mirror what has this ranking; null if it is gone
   * @param server sees all mirrors
   */
  Ranking inherited(
      ServiceReference<?> next, @Nullable ServiceReference<?> mirror, BundleContext server) {
    int now = of(next);
    if (now != chosen || mirror == null) {
      return new Ranking(now, now);
    }
    return new Ranking(now, keepsItsPlace(mirror, server) ? effective : effective + 1);
  }

  /** True unless others of the same ranking are younger than the mirror, and none is older. */
  private boolean keepsItsPlace(ServiceReference<?> mirror, BundleContext server) {
    boolean anyYounger = false;
    for (String type : (String[]) mirror.getProperty(Constants.OBJECTCLASS)) {
      for (ServiceReference<?> other : all(type, server)) {
        if (!other.equals(mirror) && of(other) == effective) {
          if (other.compareTo(mirror) > 0) {
            return true;
          }
          anyYounger = true;
        }
      }
    }
    return !anyYounger;
  }

  private static ServiceReference<?>[] all(String type, BundleContext server) {
    try {
      ServiceReference<?>[] all = server.getAllServiceReferences(type, null);
      return all == null ? new ServiceReference<?>[0] : all;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
