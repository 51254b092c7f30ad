package io.baton.handover;

import io.baton.api.code.HandoverException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Empty collections that are what others are: in the same order, and safe for the same use. */
final class Copies {
  private Copies() {}

  @SuppressWarnings("JdkObsolete") // who has chosen a linked list gets one
  static Collection<@Nullable Object> like(Collection<?> model, Path path) {
    return switch (model) {
      case SortedSet<?> set -> new TreeSet<>(comparator(set.comparator(), path));
      case Set<?> set -> LinkedHashSet.newLinkedHashSet(set.size());
      case LinkedList<?> _ -> new LinkedList<>();
      case List<?> list -> new ArrayList<>(list.size());
      case PriorityQueue<?> queue -> new PriorityQueue<>(comparator(queue.comparator(), path));
      case Queue<?> queue -> new ArrayDeque<>(queue.size());
      default -> new ArrayList<>(model.size());
    };
  }

  static Map<@Nullable Object, @Nullable Object> like(Map<?, ?> model, Path path) {
    return switch (model) {
      case ConcurrentNavigableMap<?, ?> map ->
          new ConcurrentSkipListMap<>(comparator(map.comparator(), path));
      case SortedMap<?, ?> map -> new TreeMap<>(comparator(map.comparator(), path));
      case ConcurrentMap<?, ?> map -> new ConcurrentHashMap<>(map.size());
      default -> LinkedHashMap.newLinkedHashMap(model.size());
    };
  }

  /** A comparator may hold code of the version that made it, also one that the JDK has made. */
  private static @Nullable Comparator<@Nullable Object> comparator(
      @Nullable Comparator<?> comparator, Path path) {
    if (comparator != null) {
      throw new HandoverException(
          "%s is sorted by a comparator, which may be code of the version that made it; keep it in"
                  .formatted(path)
              + " natural order, or sort it anew in codeChange");
    }
    return null;
  }
}
