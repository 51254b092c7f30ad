package io.baton.handover;

import io.baton.api.spi.Handover;
import io.baton.api.spi.PlainTypes;
import io.baton.api.spi.Shapes;
import io.baton.handover.type.FieldSearch;
import io.baton.handover.type.Fields;
import io.baton.handover.type.Relation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.ConcurrentModificationException;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks through a value for objects that are code, not data. Touched by one thread. */
final class Functions {
  /** How often to look again at what somebody else is changing. */
  private static final int TRIES = 5;

  private static final String API = Handover.class.getPackageName().replace(".spi", "");

  /** One value, and how to get to it from the one that it is in. */
  private record Part(Object value, @Nullable Part in, Supplier<String> step) {
    String path() {
      Deque<String> steps = new ArrayDeque<>();
      for (Part at = this; at != null; at = at.in) {
        steps.push(at.step.get());
      }
      return String.join("", steps);
    }
  }

  private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
  private final Deque<Part> open = new ArrayDeque<>();
  private final List<Shapes.Held> found = new ArrayList<>();

  List<Shapes.Held> in(Object value, String what) {
    open.push(new Part(value, null, () -> what));
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
    Comparator<?> comparator = Comparators.of(value);
    if (comparator != null) {
      parts.add(new Part(comparator, part, () -> ".comparator"));
    }
    if (kind != null) {
      parts.addAll(elements(part, stable(kind, value), kind));
    } else if (Relation.of(type) == Relation.SHARED && Fields.areReadable()) {
      hidden(part);
    }
    return parts;
  }

  /** Functions in an object of the JDK or of a library. */
  private void hidden(Part part) {
    new FieldSearch(Relation::of, true)
        .all(
            part.value(),
            one -> {
              Object object = one.object();
              boolean isFunction =
                  !(object instanceof Class<?>
                      || object instanceof Record
                      || object instanceof Enum<?>
                      || object instanceof Throwable);
              if (isFunction) {
                found.add(new Shapes.Held(part.path() + one.path(), object.getClass()));
              }
            });
  }

  private static boolean isSimple(Object value, Class<?> type) {
    return PlainTypes.isPlain(value)
        || value instanceof Enum<?>
        || (isOfTheApi(type) && !(value instanceof Record));
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
      } catch (Throwable e) {
        Conversion.checkMayBeRefused(e);
        continue; // an accessor that throws shows nothing; the handover itself will say so
      }
      if (component != null) {
        String name = names.get(i);
        parts.add(new Part(component, record, () -> "." + name));
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
        parts.add(new Part(element, holder, step(holder.value(), elements, i, kind)));
      }
    }
    return parts;
  }

  private static Supplier<String> step(
      Object holder, @Nullable Object[] elements, int at, @Nullable Kind kind) {
    if (kind == null) {
      return () -> "[" + at + "]";
    }
    Kind known = kind;
    return () -> known.step(holder, elements, at);
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
}
