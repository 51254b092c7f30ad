package io.baton.handover.frame;

import io.baton.api.code.HandoverException;
import io.baton.handover.convert.Conversion;
import io.baton.handover.declared.ClassNode;
import io.baton.handover.declared.Node;
import io.baton.handover.type.DisplayNames;
import io.baton.handover.type.Records;
import io.baton.spi.Counterparts;
import io.baton.spi.DataClasses;
import java.lang.reflect.Constructor;
import java.lang.reflect.Modifier;
import java.text.Collator;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.PriorityBlockingQueue;
import org.jspecify.annotations.Nullable;

/** Converts the comparators of sorted collections. */
final class Comparators {
  private Comparators() {}

  @SuppressWarnings("unchecked")
  static Comparator<@Nullable Object> there(Comparator<?> comparator, Conversion conversion) {
    Class<?> type = comparator.getClass();
    if (isOfTheJdk(comparator)) {
      return (Comparator<@Nullable Object>) comparator;
    }
    Class<?> there = Counterparts.of(type, conversion.loader());
    if (there == type && type.getClassLoader() != null) {
      return (Comparator<@Nullable Object>) comparator;
    }
    if (DataClasses.haveComponents(type) || comparator instanceof Enum<?>) {
      var inner = new Conversion(conversion.inner(Comparator.class, ".comparator"), conversion);
      return (Comparator<@Nullable Object>) inner.convert(ClassNode.ANY, comparator);
    }
    if (there != null && Comparator.class.isAssignableFrom(there) && hasNoFields(type)) {
      Object made = made(there);
      if (made != null) {
        return (Comparator<@Nullable Object>) made;
      }
    }
    throw refusal(comparator, conversion);
  }

  /**
   * Returns whether a collection is sorted by code for elements that are of other classes in the
   * receiving version.
   */
  static boolean differs(Object collection, Node element, Conversion conversion) {
    Comparator<?> comparator = of(collection);
    return comparator != null && !isOfTheJdk(comparator) && conversion.unshared(element) != null;
  }

  /**
   * Returns the comparator of a collection; null if it has none, or its elements sort themselves.
   */
  static @Nullable Comparator<?> of(Object value) {
    return switch (value) {
      case SortedSet<?> set -> set.comparator();
      case SortedMap<?, ?> map -> map.comparator();
      case PriorityQueue<?> queue -> queue.comparator();
      case PriorityBlockingQueue<?> queue -> queue.comparator();
      default -> null;
    };
  }

  /** Returns whether a comparator is one of the JDK that holds no other comparator. */
  private static boolean isOfTheJdk(Comparator<?> comparator) {
    return comparator == Collections.reverseOrder()
        || comparator == String.CASE_INSENSITIVE_ORDER
        || comparator instanceof Collator
        || (comparator instanceof Enum<?> && comparator.getClass().getClassLoader() == null);
  }

  private static boolean hasNoFields(Class<?> type) {
    return !type.isAnonymousClass()
        && type.getSuperclass() == Object.class
        && Arrays.stream(type.getDeclaredFields())
            .allMatch(field -> Modifier.isStatic(field.getModifiers()));
  }

  private static @Nullable Object made(Class<?> there) {
    if (!hasNoFields(there)) {
      return null;
    }
    try {
      Constructor<?> constructor = there.getDeclaredConstructor();
      return Records.make(constructor);
    } catch (ReflectiveOperationException _) {
      return null;
    }
  }

  private static HandoverException refusal(Comparator<?> comparator, Conversion conversion) {
    return conversion.refusal(
        "",
        ("is sorted by a %s, which is code of the version that made it; use natural or reverse"
                + " order, or a comparator that is an enum constant, a record or a class without"
                + " fields, or sort it again in codeChange")
            .formatted(DisplayNames.type(comparator.getClass())),
        comparator);
  }
}
