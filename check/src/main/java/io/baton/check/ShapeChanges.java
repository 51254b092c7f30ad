package io.baton.check;

import io.baton.api.code.ShapeChange;
import io.baton.check.Finding.Severity;
import java.util.Comparator;
import java.util.List;

/** What becomes of states and messages, as findings; the refused ones first. */
final class ShapeChanges {
  private ShapeChanges() {}

  static List<Finding> of(List<ShapeChange> changes, JarClasses classes) {
    return changes.stream()
        .map(change ->
            new Finding(severity(change.kind()), place(change, classes), change.toString(), ""))
        .sorted(Comparator.comparing(Finding::severity))
        .toList();
  }

  /** A loop is named as {@code module:function/arity}, where others have the name of a class. */
  private static String place(ShapeChange change, JarClasses classes) {
    String type = change.type();
    int colon = type.indexOf(':');
    return colon < 0
        ? classes.place(type)
        : classes.placeOfFunction(type.substring(colon + 1, type.indexOf('/', colon)));
  }

  private static Severity severity(ShapeChange.Kind kind) {
    return switch (kind) {
      case REFUSED -> Severity.ERROR;
      case CONVERTED, DEFAULTED, DROPPED, DEPENDS -> Severity.NOTE;
    };
  }
}
