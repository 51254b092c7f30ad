package io.baton.code.checking;

import io.baton.api.code.ShapeChange;
import io.baton.spi.ThrownText;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Record of what could not be found out about types. A declaration may speak of a class that is
 * absent, or have no end; that is no reason to refuse a load, but one to say so.
 */
final class Unknown {
  private final Set<ShapeChange> found = new LinkedHashSet<>();

  /** Inspects a type; whatever that throws makes the type one of which nothing is known. */
  void unless(Class<?> type, Runnable look) {
    try {
      look.run();
    } catch (RuntimeException | Error e) {
      found.add(
          new ShapeChange(
              type.getName(),
              type.getSimpleName(),
              ShapeChange.Kind.DEPENDS,
              "its declarations cannot be compared: " + ThrownText.describe(e)));
    }
  }

  List<ShapeChange> found() {
    return List.copyOf(found);
  }
}
