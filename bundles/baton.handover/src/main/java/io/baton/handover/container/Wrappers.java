package io.baton.handover.container;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Wrappers of {@link Collections} that make a collection unmodifiable or synchronized. */
public final class Wrappers {
  private static final String UNMODIFIABLE = "Unmodifiable";
  private static final String SYNCHRONIZED = "Synchronized";

  private Wrappers() {}

  /** Returns the kind of a wrapper; null if the class is none. */
  public static @Nullable String of(Class<?> type) {
    String name = type.getName().replace("java.util.Collections$", "");
    if (name.startsWith(UNMODIFIABLE)) {
      return UNMODIFIABLE;
    }
    return name.startsWith(SYNCHRONIZED) ? SYNCHRONIZED : null;
  }

  public static Collection<?> wrap(String wrapper, Collection<@Nullable Object> inside) {
    boolean fixed = wrapper.equals(UNMODIFIABLE);
    return switch (inside) {
      case NavigableSet<@Nullable Object> set when fixed ->
          Collections.unmodifiableNavigableSet(set);
      case NavigableSet<@Nullable Object> set -> Collections.synchronizedNavigableSet(set);
      case Set<@Nullable Object> set when fixed -> Collections.unmodifiableSet(set);
      case Set<@Nullable Object> set -> Collections.synchronizedSet(set);
      case List<@Nullable Object> list when fixed -> Collections.unmodifiableList(list);
      case List<@Nullable Object> list -> Collections.synchronizedList(list);
      default ->
          fixed
              ? Collections.unmodifiableCollection(inside)
              : Collections.synchronizedCollection(inside);
    };
  }

  public static Map<?, ?> wrap(String wrapper, Map<@Nullable Object, @Nullable Object> inside) {
    boolean fixed = wrapper.equals(UNMODIFIABLE);
    if (inside instanceof NavigableMap<@Nullable Object, @Nullable Object> map) {
      return fixed
          ? Collections.unmodifiableNavigableMap(map)
          : Collections.synchronizedNavigableMap(map);
    }
    return fixed ? Collections.unmodifiableMap(inside) : Collections.synchronizedMap(inside);
  }
}
