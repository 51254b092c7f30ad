package io.baton.handover.container;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Immutable containers of the JDK. They are made from their elements, so they cannot contain
 * themselves.
 */
public final class ImmutableContainers {
  private ImmutableContainers() {}

  /** Returns whether a value is an immutable container. */
  public static boolean isImmutable(Object value) {
    String name = value.getClass().getName();
    return name.startsWith("java.util.ImmutableCollections$")
        || name.startsWith("java.util.Collections$Singleton")
        || name.equals("java.util.Collections$CopiesList");
  }

  public static Collection<?> collection(Object value, @Nullable Object[] parts) {
    String name = value.getClass().getSimpleName();
    return switch (value) {
      case List<?> _ when name.equals("SingletonList") -> Collections.singletonList(parts[0]);
      case List<?> _ when name.equals("CopiesList") -> Collections.nCopies(parts.length, parts[0]);
      case List<?> list -> takesNull(list) ? Arrays.stream(parts).toList() : List.of(parts);
      case Set<?> _ when name.equals("SingletonSet") -> Collections.singleton(parts[0]);
      default -> set(parts);
    };
  }

  /**
   * Returns whether a list may hold null. The JDK has two kinds of such lists in one class: those
   * of streams may.
   */
  @SuppressWarnings("ReturnValueIgnored")
  private static boolean takesNull(List<?> list) {
    try {
      var _ = list.contains(null);
      return true;
    } catch (NullPointerException _) {
      return false;
    }
  }

  /** Creates a set; refuses elements of which two have become equal. */
  private static Set<?> set(@Nullable Object[] parts) {
    return Set.of(parts);
  }

  public static Map<?, ?> map(Map<?, ?> value, @Nullable Object[] parts) {
    if (value.getClass().getSimpleName().equals("SingletonMap")) {
      return Collections.singletonMap(parts[0], parts[1]);
    }
    Map.Entry<?, ?>[] entries = new Map.Entry<?, ?>[parts.length / 2];
    for (int i = 0; i < entries.length; i++) {
      entries[i] = Map.entry(parts[2 * i], parts[2 * i + 1]);
    }
    return Map.ofEntries(entries);
  }
}
