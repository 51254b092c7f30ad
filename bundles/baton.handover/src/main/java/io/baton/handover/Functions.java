package io.baton.handover;

import io.baton.api.process.Pid;
import io.baton.api.spi.Handover;
import io.baton.api.spi.Shapes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Looks through a value for objects that are code, not data. Touched by one thread. */
final class Functions {
  /** How often to look again at what somebody else is changing. */
  private static final int TRIES = 5;

  private static final String API = Handover.class.getPackageName().replace(".spi", "");

  private record Part(Object value, String path) {}

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Part> open = new ArrayDeque<>();
  private final List<Shapes.Held> found = new ArrayList<>();

  List<Shapes.Held> in(Object value, String what) {
    open.push(new Part(value, what));
    while (!open.isEmpty()) {
      Part part = open.pop();
      List<Part> parts = parts(part);
      for (int i = parts.size() - 1; i >= 0; i--) {
        open.push(parts.get(i));
      }
    }
    return List.copyOf(found);
  }

  private List<Part> parts(Part part) {
    Object value = part.value();
    Class<?> type = value.getClass();
    if (isSimple(value, type) || !seen.add(value)) {
      return List.of();
    }
    if (value instanceof Record) {
      return type.getModule().isNamed() ? List.of() : components(part);
    }
    if (type.isArray()) {
      return elements(part, Kind.elements(value), null);
    }
    if (type.getClassLoader() != null) {
      found.add(new Shapes.Held(part.path(), type));
    }
    Kind kind = Kind.of(value);
    List<Part> parts = new ArrayList<>();
    Comparator<?> comparator = comparator(value);
    if (comparator != null) {
      parts.add(new Part(comparator, part.path() + ".comparator"));
    }
    if (kind != null) {
      parts.addAll(elements(part, stable(kind, value), kind));
    }
    return parts;
  }

  private static boolean isSimple(Object value, Class<?> type) {
    return value instanceof Enum<?>
        || value instanceof Pid
        || (isOfTheApi(type) && !(value instanceof Record))
        || (type.isArray() && type.getComponentType().isPrimitive());
  }

  private static boolean isOfTheApi(Class<?> type) {
    return type.getPackageName().startsWith(API);
  }

  /** A component that cannot be read is passed over. */
  private static List<Part> components(Part record) {
    Records.Shape shape = Records.shape(record.value().getClass());
    List<Part> parts = new ArrayList<>();
    List<String> names = shape.names();
    for (int i = 0; i < names.size(); i++) {
      Object component;
      try {
        component = shape.read(record.value(), i);
      } catch (Error e) {
        throw e;
      } catch (Throwable _) {
        continue; // an accessor that throws shows nothing; the handover itself will say so
      }
      if (component != null) {
        parts.add(new Part(component, record.path() + "." + names.get(i)));
      }
    }
    return parts;
  }

  private static List<Part> elements(
      Part holder, @Nullable Object[] elements, @Nullable Kind kind) {
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < elements.length; i++) {
      Object element = elements[i];
      if (element != null) {
        String step = kind == null ? "[" + i + "]" : kind.step(holder.value(), elements, i);
        parts.add(new Part(element, holder.path() + step));
      }
    }
    return parts;
  }

  /** What is in a container that others may be changing; nothing if they do not stop. */
  private static @Nullable Object[] stable(Kind kind, Object value) {
    for (int i = 0; i < TRIES; i++) {
      try {
        return kind.parts(value);
      } catch (ConcurrentModificationException | NullPointerException _) {
        // they may be done by now
      } catch (RuntimeException _) {
        break;
      }
    }
    return new Object[0];
  }

  private static @Nullable Comparator<?> comparator(Object value) {
    return switch (value) {
      case SortedSet<?> set -> set.comparator();
      case SortedMap<?, ?> map -> map.comparator();
      case PriorityQueue<?> queue -> queue.comparator();
      default -> null;
    };
  }
}
