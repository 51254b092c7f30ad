package io.baton.handover.library;

import com.google.common.base.Optional;
import com.google.common.collect.BiMap;
import com.google.common.collect.HashBasedTable;
import com.google.common.collect.HashBiMap;
import com.google.common.collect.ImmutableBiMap;
import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableTable;
import com.google.common.collect.Table;
import io.baton.api.handover.ContainerHandover;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;

/** Guava's containers. In a bundle of one's own each is registered as an OSGi service. */
@SuppressWarnings("MixedMutabilityReturnType") // a copy is as mutable as its model
public final class GuavaContainers {
  private GuavaContainers() {}

  /** Returns a service for each type. */
  public static List<ContainerHandover<?>> all() {
    return List.of(
        new Multimaps(),
        Service.<ImmutableCollection<Object>>of(
            ImmutableCollection.class, ArrayList::new, GuavaContainers::collection),
        Service.<ImmutableMap<Object, Object>>of(
            ImmutableMap.class, map -> pairs(map.entrySet()), GuavaContainers::map),
        Service.<BiMap<Object, Object>>of(
            BiMap.class, map -> pairs(map.entrySet()), GuavaContainers::biMap),
        Service.<Table<Object, Object, Object>>of(
            Table.class, GuavaContainers::cells, GuavaContainers::table),
        Service.<Optional<Object>>of(
            Optional.class,
            one -> new ArrayList<>(one.asSet()),
            (_, parts) -> Optional.of(parts.getFirst())));
  }

  private static List<Object> pairs(Iterable<Map.Entry<Object, Object>> entries) {
    List<Object> parts = new ArrayList<>();
    for (Map.Entry<Object, Object> entry : entries) {
      parts.add(entry.getKey());
      parts.add(entry.getValue());
    }
    return parts;
  }

  private static List<Object> cells(Table<Object, Object, Object> table) {
    List<Object> parts = new ArrayList<>();
    table
        .cellSet()
        .forEach(
            cell -> parts.addAll(List.of(cell.getRowKey(), cell.getColumnKey(), cell.getValue())));
    return parts;
  }

  private static List<Map.Entry<Object, Object>> entries(List<Object> parts) {
    List<Map.Entry<Object, Object>> entries = new ArrayList<>();
    for (int i = 0; i < parts.size(); i += 2) {
      entries.add(Map.entry(parts.get(i), parts.get(i + 1)));
    }
    return entries;
  }

  private static ImmutableCollection<Object> collection(
      ImmutableCollection<Object> model, List<Object> parts) {
    return switch (model) {
      case ImmutableList<Object> _ -> ImmutableList.copyOf(parts);
      case ImmutableSet<Object> set when !(set instanceof SortedSet<?>) ->
          ImmutableSet.copyOf(parts);
      default -> throw unknown(model);
    };
  }

  private static ImmutableMap<Object, Object> map(
      ImmutableMap<Object, Object> model, List<Object> parts) {
    return switch (model) {
      case ImmutableBiMap<Object, Object> _ -> ImmutableBiMap.copyOf(entries(parts));
      case SortedMap<?, ?> _ -> throw unknown(model);
      default -> ImmutableMap.copyOf(entries(parts));
    };
  }

  private static BiMap<Object, Object> biMap(BiMap<Object, Object> model, List<Object> parts) {
    if (model instanceof ImmutableBiMap<Object, Object>) {
      return ImmutableBiMap.copyOf(entries(parts));
    }
    BiMap<Object, Object> copy = HashBiMap.create();
    entries(parts).forEach(entry -> copy.put(entry.getKey(), entry.getValue()));
    return copy;
  }

  private static Table<Object, Object, Object> table(
      Table<Object, Object, Object> model, List<Object> parts) {
    Table<Object, Object, Object> copy = HashBasedTable.create();
    for (int i = 0; i < parts.size(); i += 3) {
      copy.put(parts.get(i), parts.get(i + 1), parts.get(i + 2));
    }
    return switch (model) {
      case ImmutableTable<Object, Object, Object> _ -> ImmutableTable.copyOf(copy);
      case HashBasedTable<Object, Object, Object> _ -> copy;
      default -> throw unknown(model);
    };
  }

  private static IllegalArgumentException unknown(Object model) {
    return new IllegalArgumentException("no copy can be made of a " + model.getClass().getName());
  }
}
