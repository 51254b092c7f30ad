package io.baton.handover.library;

import io.baton.api.handover.ContainerHandover;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A service for one type of container, as a user registers it.
 *
 * @param parts takes a container apart
 * @param copy makes another one of the same kind
 */
record Service<C>(
    Class<C> type, Function<C, List<Object>> parts, BiFunction<C, List<Object>, C> copy)
    implements ContainerHandover<C> {
  /** A service for a generic type. */
  @SuppressWarnings("unchecked")
  static <C> Service<C> of(
      Class<? super C> type, Function<C, List<Object>> parts, BiFunction<C, List<Object>, C> copy) {
    return new Service<>((Class<C>) type, parts, copy);
  }

  @Override
  public List<Object> parts(C container) {
    return parts.apply(container);
  }

  @Override
  public C copy(C container, List<Object> others) {
    return copy.apply(container, others);
  }
}
