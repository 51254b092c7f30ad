package io.baton.handover.container;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.Stack;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.Vector;
import java.util.WeakHashMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Creates empty collections of the JDK, by exact class. */
@SuppressWarnings("JdkObsolete") // a copy is of the same class as its model
public final class JdkCollections {
  private static final Map<Class<?>, Supplier<Collection<@Nullable Object>>> COLLECTIONS =
      Map.ofEntries(
          Map.entry(ArrayList.class, ArrayList::new),
          Map.entry(LinkedList.class, LinkedList::new),
          Map.entry(Vector.class, Vector::new),
          Map.entry(Stack.class, Stack::new),
          Map.entry(CopyOnWriteArrayList.class, CopyOnWriteArrayList::new),
          Map.entry(CopyOnWriteArraySet.class, CopyOnWriteArraySet::new),
          Map.entry(HashSet.class, HashSet::new),
          Map.entry(LinkedHashSet.class, LinkedHashSet::new),
          Map.entry(ConcurrentHashMap.KeySetView.class, ConcurrentHashMap::newKeySet),
          Map.entry(ArrayDeque.class, ArrayDeque::new),
          Map.entry(ConcurrentLinkedQueue.class, ConcurrentLinkedQueue::new),
          Map.entry(ConcurrentLinkedDeque.class, ConcurrentLinkedDeque::new),
          Map.entry(LinkedTransferQueue.class, LinkedTransferQueue::new));

  private static final Map<Class<?>, Supplier<Map<@Nullable Object, @Nullable Object>>> MAPS =
      Map.of(
          HashMap.class, HashMap::new,
          LinkedHashMap.class, LinkedHashMap::new,
          ConcurrentHashMap.class, ConcurrentHashMap::new,
          IdentityHashMap.class, IdentityHashMap::new,
          WeakHashMap.class, WeakHashMap::new,
          Hashtable.class, Hashtable::new);

  private JdkCollections() {}

  /** Returns an empty collection of the same class; null if the class is unknown. */
  public static @Nullable Collection<@Nullable Object> of(Collection<?> model) {
    Class<?> type = model.getClass();
    Supplier<Collection<@Nullable Object>> known = COLLECTIONS.get(type);
    if (known != null) {
      return known.get();
    }
    return switch (model) {
      case LinkedBlockingQueue<?> queue when type == LinkedBlockingQueue.class ->
          new LinkedBlockingQueue<>(queue.size() + queue.remainingCapacity());
      case LinkedBlockingDeque<?> queue when type == LinkedBlockingDeque.class ->
          new LinkedBlockingDeque<>(queue.size() + queue.remainingCapacity());
      case ArrayBlockingQueue<?> queue when type == ArrayBlockingQueue.class ->
          new ArrayBlockingQueue<>(queue.size() + queue.remainingCapacity());
      default -> null;
    };
  }

  /** Returns an empty map of the same class; null if the class is unknown. */
  public static @Nullable Map<@Nullable Object, @Nullable Object> of(Map<?, ?> model) {
    Supplier<Map<@Nullable Object, @Nullable Object>> known = MAPS.get(model.getClass());
    return known == null ? null : known.get();
  }

  public static @Nullable Collection<@Nullable Object> sorted(
      Set<?> model, @Nullable Comparator<@Nullable Object> comparator) {
    Class<?> type = model.getClass();
    if (type == ConcurrentSkipListSet.class) {
      return new ConcurrentSkipListSet<>(comparator);
    }
    return type == TreeSet.class ? new TreeSet<>(comparator) : null;
  }

  public static @Nullable Collection<@Nullable Object> queue(
      Collection<?> model, @Nullable Comparator<@Nullable Object> comparator) {
    Class<?> type = model.getClass();
    if (type == PriorityBlockingQueue.class) {
      return new PriorityBlockingQueue<>(Math.max(1, model.size()), comparator);
    }
    return type == PriorityQueue.class ? new PriorityQueue<>(comparator) : null;
  }

  public static @Nullable Map<@Nullable Object, @Nullable Object> sorted(
      Map<?, ?> model, @Nullable Comparator<@Nullable Object> comparator) {
    Class<?> type = model.getClass();
    if (type == ConcurrentSkipListMap.class) {
      return new ConcurrentSkipListMap<>(comparator);
    }
    return type == TreeMap.class ? new TreeMap<>(comparator) : null;
  }
}
