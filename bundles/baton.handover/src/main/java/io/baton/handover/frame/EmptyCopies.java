package io.baton.handover.frame;

import io.baton.api.code.HandoverException;
import io.baton.handover.container.ContainerKind;
import io.baton.handover.container.EnumContainers;
import io.baton.handover.container.ImmutableContainers;
import io.baton.handover.container.JdkCollections;
import io.baton.handover.container.Wrappers;
import io.baton.handover.convert.Conversion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.PriorityQueue;
import java.util.RandomAccess;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.PriorityBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Creates empty copies of containers: of the same kind, order, and thread safety. */
final class EmptyCopies {
  private final Object model;
  private final int size;
  private final Class<?> element;
  private final Conversion conversion;

  /**
   * Prepares copies of a container.
   *
   * @param model the container
   * @param size number of its parts
   * @param element the type declared for its elements or keys; {@code Object} if it is empty
   */
  EmptyCopies(Object model, int size, Class<?> element, Conversion conversion) {
    this.model = model;
    this.size = size;
    this.element = element;
    this.conversion = conversion;
  }

  /** Returns an empty collection to fill; null if it has to be made from its elements. */
  ContainerKind.@Nullable Shell collection() {
    Collection<?> model = (Collection<?>) this.model;
    Class<?> type = model.getClass();
    if (ImmutableContainers.isImmutable(model)) {
      return null;
    }
    if (model instanceof List<?> && type.getName().equals("java.util.Arrays$ArrayList")) {
      @Nullable Object[] array = new Object[size];
      return new ContainerKind.Shell(
          Arrays.asList(array), filling -> System.arraycopy(filling, 0, array, 0, filling.length));
    }
    String wrapper = Wrappers.of(type);
    Collection<@Nullable Object> inside = wrapper == null ? plain(model) : inside(model);
    Object result = wrapper == null ? inside : Wrappers.wrap(wrapper, inside);
    return new ContainerKind.Shell(
        result,
        filling -> {
          inside.addAll(Arrays.asList(filling));
          check(inside.size(), filling.length);
        });
  }

  /** Returns an empty map to fill; null if it has to be made from its entries. */
  ContainerKind.@Nullable Shell map() {
    Map<?, ?> model = (Map<?, ?>) this.model;
    if (ImmutableContainers.isImmutable(model)) {
      return null;
    }
    String wrapper = Wrappers.of(model.getClass());
    Map<@Nullable Object, @Nullable Object> inside = wrapper == null ? plain(model) : inside(model);
    Object result = wrapper == null ? inside : Wrappers.wrap(wrapper, inside);
    return new ContainerKind.Shell(
        result,
        filling -> {
          for (int i = 0; i < filling.length; i += 2) {
            inside.put(filling[i], filling[i + 1]);
          }
          check(inside.size(), filling.length / 2);
        });
  }

  private static void check(int size, int expected) {
    if (size < expected) {
      throw new IllegalStateException(
          "%d of its elements are equal to others there".formatted(expected - size));
    }
  }

  /**
   * Returns a collection for a wrapper to wrap. The wrapped one is not visible from outside, but
   * its order is.
   */
  @SuppressWarnings("JdkObsolete") // a copy is as linked as its model
  private Collection<@Nullable Object> inside(Collection<?> model) {
    return switch (model) {
      case SortedSet<?> set -> new TreeSet<>(comparator(set.comparator()));
      case Set<?> _ -> new LinkedHashSet<>();
      case List<?> list when !(list instanceof RandomAccess) -> new LinkedList<>();
      default -> new ArrayList<>(size);
    };
  }

  private Map<@Nullable Object, @Nullable Object> inside(Map<?, ?> model) {
    return model instanceof SortedMap<?, ?> map
        ? new TreeMap<>(comparator(map.comparator()))
        : new LinkedHashMap<>();
  }

  private Collection<@Nullable Object> plain(Collection<?> model) {
    Collection<@Nullable Object> copy =
        switch (model) {
          case EnumSet<?> set -> enums(set);
          case NavigableSet<?> set -> JdkCollections.sorted(set, comparator(set.comparator()));
          case PriorityQueue<?> queue ->
              JdkCollections.queue(queue, comparator(queue.comparator()));
          case PriorityBlockingQueue<?> queue ->
              JdkCollections.queue(queue, comparator(queue.comparator()));
          default -> JdkCollections.of(model);
        };
    if (copy == null) {
      throw unknown(model.getClass());
    }
    return copy;
  }

  private Map<@Nullable Object, @Nullable Object> plain(Map<?, ?> model) {
    Map<@Nullable Object, @Nullable Object> copy =
        switch (model) {
          case EnumMap<?, ?> map -> enums(map);
          case NavigableMap<?, ?> map -> JdkCollections.sorted(map, comparator(map.comparator()));
          default -> JdkCollections.of(model);
        };
    if (copy == null) {
      throw unknown(model.getClass());
    }
    return copy;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private Collection<@Nullable Object> enums(EnumSet<?> model) {
    return EnumSet.noneOf((Class) enumThere(model));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private Map<@Nullable Object, @Nullable Object> enums(EnumMap<?, ?> model) {
    return new EnumMap((Class) enumThere(model));
  }

  private Class<?> enumThere(Object model) {
    Class<?> type = EnumContainers.type(model);
    return EnumContainers.there(
        type == null ? ContainerKind.class : type, element, conversion.loader());
  }

  private HandoverException unknown(Class<?> type) {
    return conversion.refusal(
        "",
        "is a %s, of which no copy can be made; use a collection of java.util that is no view of another, or convert it in codeChange"
            .formatted(type.getName()),
        model);
  }

  private @Nullable Comparator<@Nullable Object> comparator(@Nullable Comparator<?> comparator) {
    return comparator == null ? null : Comparators.there(comparator, conversion);
  }
}
