package io.baton.handover.compare;

import io.baton.api.code.ShapeChange;
import io.baton.api.code.ShapeChange.Kind;
import io.baton.handover.declared.ClassNode;
import io.baton.handover.declared.Node;
import io.baton.handover.type.DisplayNames;
import java.util.ArrayList;
import java.util.List;

/** The differences that a comparison finds, in the order of their discovery. */
final class Findings {
  private final List<ShapeChange> changes = new ArrayList<>();

  List<ShapeChange> changes() {
    return List.copyOf(changes);
  }

  void note(Place at, Kind kind, String detail) {
    changes.add(new ShapeChange(at.type(), at.path(), kind, detail));
  }

  /** Notes types of different kinds: the values decide if one of them is wide enough. */
  void unlike(Place at, Node from, Node to, String expected) {
    boolean maybe = from.raw().isAssignableFrom(to.raw()) && from instanceof ClassNode;
    note(at, maybe ? Kind.DEPENDS : Kind.REFUSED, mismatch(from.raw(), expected));
  }

  /** Returns the detail of a finding about a type that is not the expected one. */
  static String mismatch(Class<?> from, String expected) {
    return "%s to %s".formatted(DisplayNames.type(from), expected);
  }
}
