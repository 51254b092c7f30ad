package io.baton.handover.container;

import io.baton.api.handover.ContainerHandover;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The services that convert containers of libraries. Written when one comes or goes, read by all
 * who convert. It keeps a service only as long as that is registered.
 */
public final class ContainerServices {
  /** In the order in which they were added; later ones may be more special. */
  private final List<Ranked> services = new CopyOnWriteArrayList<>();

  /** A service, with its type as it was when it was added. */
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
   * The service for a value.
   *
   * @param value any
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
