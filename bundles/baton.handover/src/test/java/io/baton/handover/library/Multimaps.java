package io.baton.handover.library;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.LinkedListMultimap;
import com.google.common.collect.Multimap;
import io.baton.api.handover.ContainerHandover;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** Guava's multimaps. */
// region multimaps
@Component
public final class Multimaps implements ContainerHandover<Multimap<Object, Object>> {
  @Override
  @SuppressWarnings("unchecked") // whatever the keys and values are
  public Class<Multimap<Object, Object>> type() {
    return (Class<Multimap<Object, Object>>) (Class<?>) Multimap.class;
  }

  /** Returns a row for each entry, as a {@code Multimap<K, V>} has two parameters. */
  @Override
  public List<Object> parts(Multimap<Object, Object> map) {
    List<Object> parts = new ArrayList<>();
    map.entries().forEach(entry -> parts.addAll(List.of(entry.getKey(), entry.getValue())));
    return parts;
  }

  /** Returns one of the same kind, made of converted parts. */
  @Override
  public Multimap<Object, Object> copy(Multimap<Object, Object> map, List<Object> parts) {
    Multimap<Object, Object> copy =
        switch (map) {
          case ImmutableListMultimap<?, ?> _, ArrayListMultimap<?, ?> _ ->
              ArrayListMultimap.create();
          case LinkedListMultimap<?, ?> _ -> LinkedListMultimap.create();
          case ImmutableSetMultimap<?, ?> _, LinkedHashMultimap<?, ?> _ ->
              LinkedHashMultimap.create();
          case HashMultimap<?, ?> _ -> HashMultimap.create();
          default ->
              throw new IllegalArgumentException("no copy can be made of a " + map.getClass());
        };
    for (int i = 0; i < parts.size(); i += 2) {
      copy.put(parts.get(i), parts.get(i + 1));
    }
    return switch (map) {
      case ImmutableListMultimap<?, ?> _ -> ImmutableListMultimap.copyOf(copy);
      case ImmutableSetMultimap<?, ?> _ -> ImmutableSetMultimap.copyOf(copy);
      default -> copy;
    };
  }
}
// endregion
