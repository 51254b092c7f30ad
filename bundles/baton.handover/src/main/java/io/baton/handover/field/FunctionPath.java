package io.baton.handover.field;

import io.baton.handover.container.ContainerKind;
import io.baton.handover.type.DisplayNames;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Paths to functions that were found, as people write them: the inner objects of JDK collections
 * are left out. No text is made of a value but of plain keys.
 */
final class FunctionPath {
  /** Number of objects shown at each end of a longer path. */
  private static final int OBJECTS_SHOWN = 40;

  private FunctionPath() {}

  static String of(Object found, FunctionSearch.@Nullable Place holder, String what) {
    Deque<String> steps = new ArrayDeque<>();
    int length = holder == null ? 0 : holder.depth + 1;
    Object part = found;
    for (FunctionSearch.Place at = holder; at != null; at = at.in) {
      if (at.depth < OBJECTS_SHOWN || at.depth >= length - OBJECTS_SHOWN) {
        steps.push(step(at, part));
      } else if (at.depth == OBJECTS_SHOWN) {
        steps.push("…(%,d more)…".formatted(length - 2 * OBJECTS_SHOWN));
      }
      part = at.object;
    }
    return what + String.join("", steps);
  }

  /** Returns the step from an object to its inspected part. */
  private static String step(FunctionSearch.Place at, Object part) {
    if (at.object instanceof Object[] array) {
      return element(at.in == null ? null : at.in.object, array, at.index(), part);
    }
    Object container = container(at);
    String field = at.field();
    if (container == null || field.equals("comparator")) {
      return "." + field;
    }
    return switch (ContainerKind.of(container)) {
      case MAP -> ofMap(at.object, field);
      case COLLECTION -> ofCollection(container, at.object, field, part);
      case ENTRY -> "." + field;
      case WEAK -> ".get()";
      case FUTURE -> field.equals("result") ? ".get()" : "." + field;
      case null, default -> "";
    };
  }

  /** Returns the JDK collection that an object is an inner object of; null if it is none. */
  private static @Nullable Object container(FunctionSearch.Place at) {
    Object entry = null;
    for (FunctionSearch.Place above = at; above != null; above = above.in) {
      Object object = above.object;
      if (object.getClass().getClassLoader() != null || object instanceof Record) {
        return entry;
      }
      ContainerKind kind = ContainerKind.of(object);
      if (kind == ContainerKind.ENTRY) {
        entry = above == at ? object : entry;
      } else if (kind != null) {
        return entry != null && kind != ContainerKind.MAP ? entry : object;
      } else if (!object.getClass().isArray() && !isPiece(object.getClass())) {
        return entry;
      }
    }
    return entry;
  }

  /** Returns whether a class is one of the inner classes that collections consist of. */
  private static boolean isPiece(Class<?> type) {
    return type.isMemberClass() && type.getPackageName().startsWith("java.util");
  }

  private static String element(
      @Nullable Object container, Object[] array, int index, Object part) {
    if (container instanceof Map<?, ?> && container.getClass().getClassLoader() == null) {
      boolean isValue = container.getClass().getName().endsWith("MapN") && index % 2 == 1;
      return isValue ? "[" + key(array[index - 1]) + "]" : piece(container, part);
    }
    return container instanceof Set<?> ? piece(container, part) : "[" + index + "]";
  }

  private static String ofMap(Object piece, String field) {
    return switch (field) {
      case "value", "val" -> "[" + key(field(piece, "key")) + "]";
      case "v0" -> "[" + key(field(piece, "k0")) + "]";
      case "key", "k0" -> "[" + key(field(piece, field)) + "]";
      default -> "";
    };
  }

  private static String ofCollection(Object container, Object piece, String field, Object part) {
    if (field.equals("e0") || field.equals("e1")) {
      return container instanceof List<?> ? "[" + field.substring(1) + "]" : piece(piece, part);
    }
    return field.equals("item") ? "[…]" : field.equals("key") ? "[" + key(part) + "]" : "";
  }

  /** Returns the step to a part of the container itself, or to one of its inner objects. */
  private static String piece(Object container, Object part) {
    boolean isInner = part.getClass().getClassLoader() == null && !(part instanceof Collection<?>);
    return isInner && container instanceof Map<?, ?> ? "" : "[" + key(part) + "]";
  }

  private static @Nullable Object field(Object object, String name) {
    for (Fields.Slot slot : Fields.of(object.getClass())) {
      if (slot.name().equals(name) && !slot.type().isPrimitive()) {
        return slot.get(object);
      }
    }
    return null;
  }

  /** Returns the text of a key; only its class where making a text would run code of the value. */
  private static String key(@Nullable Object key) {
    return switch (key) {
      case null -> "null";
      case Enum<?> constant -> constant.name();
      case String text -> DisplayNames.key(text);
      case Integer _, Long _, Short _, Byte _, Character _, Boolean _, UUID _ ->
          DisplayNames.key(key);
      default -> DisplayNames.type(key.getClass());
    };
  }
}
