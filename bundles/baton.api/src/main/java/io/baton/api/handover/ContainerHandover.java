package io.baton.api.handover;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Converter of the containers of a library that several versions share. Register it as an OSGi
 * service; it is used for all values from then on, until it is unregistered.
 *
 * <p>Without one, a container that Baton does not know crosses unchanged if it holds nothing of a
 * version, and is refused otherwise. Called by any thread, also by several at a time; must not
 * block.
 *
 * @param <C> the containers, such as {@code com.google.common.collect.Multimap}
 */
@ConsumerType
public interface ContainerHandover<C> {
  /**
   * Returns the type of the containers. An object is converted by the service whose type is most
   * specific for it; among services for the same type the highest ranking decides.
   *
   * @return a class or an interface with at least one type parameter, which gives the type of its
   *     parts
   */
  Class<C> type();

  /**
   * Returns what a container holds. The parts come in rows of as many as the type has parameters: a
   * {@code Multimap<K, V>} gives a key, its value, the next key and its value, a {@code Table<R, C,
   * V>} row, column and value of each cell.
   *
   * @param container never changed by Baton
   * @return its parts, in an order in which {@link #copy} can take them; may contain null
   */
  List<@Nullable Object> parts(C container);

  /**
   * Creates a container of the same kind that holds other parts: as mutable as the first, and in
   * the same order.
   *
   * @param container whose kind is wanted
   * @param parts as many and in the same order as {@link #parts} returned, each converted
   * @return a new container
   * @throws RuntimeException if there is no such container; the value is then refused, with the
   *     exception as the cause
   */
  C copy(C container, List<@Nullable Object> parts);
}
