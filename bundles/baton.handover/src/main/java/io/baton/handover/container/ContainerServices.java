package io.baton.handover.container;

import io.baton.api.handover.ContainerHandover;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Services that convert containers of libraries. Written when a service comes or goes, read by
 * every conversion. A service is kept only while it is registered.
 */
public final class ContainerServices {
  /** The services in the order in which they were added; later ones may be more specific. */
  private final List<Ranked> services = new CopyOnWriteArrayList<>();

  /** A service with its type as it was when the service was added. */
  private record Ranked(ContainerHandover<?> service, Class<?> type, int ranking) {}

  /** Adds a service that has just been registered. */
  public void add(ContainerHandover<?> service, int ranking) {
    services.add(new Ranked(service, service.type(), ranking));
  }

  /** Removes a service. */
  public void remove(ContainerHandover<?> service) {
    services.removeIf(ranked -> ranked.service() == service);
  }

  /**
   * Returns the most specific service for a value.
   *
   * @param value any value
   * @return null if there is none
   */
  public @Nullable ContainerHandover<?> of(Object value) {
    Ranked best = null;
    for (Ranked one : services) {
      if (one.type().isInstance(value) && (best == null || isBetter(one, best))) {
        best = one;
      }
    }
    return best == null ? null : best.service();
  }

  private static boolean isBetter(Ranked one, Ranked other) {
    return one.type() == other.type()
        ? one.ranking() > other.ranking()
        : other.type().isAssignableFrom(one.type());
  }
}
