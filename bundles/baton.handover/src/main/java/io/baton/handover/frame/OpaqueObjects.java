package io.baton.handover.frame;

import io.baton.api.code.HandoverException;
import io.baton.handover.convert.Conversion;
import io.baton.handover.declared.Node;
import io.baton.handover.field.FieldSearch;
import io.baton.handover.field.Fields;
import io.baton.handover.type.DisplayNames;
import io.baton.handover.type.Relation;
import io.baton.spi.PlainTypes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides on objects that are neither data nor a known container. A function of a version is passed
 * on where its interface does not refer to that version; an object of the JDK or of a library is
 * passed on if it holds nothing of a version.
 */
final class OpaqueObjects {
  private OpaqueObjects() {}

  /**
   * Passes an object on, or refuses it.
   *
   * @param arguments type arguments that are declared for it
   */
  static Object pass(Object value, List<Node> arguments, Conversion conversion) {
    Class<?> type = value.getClass();
    if (PlainTypes.isPlainClass(type)) {
      return value;
    }
    for (Node argument : arguments) {
      Class<?> unshared = conversion.unshared(argument);
      if (unshared != null) {
        throw refusal(value, unshared, conversion);
      }
    }
    check(value, conversion);
    return value;
  }

  /** Refuses an object of a shared class that holds something of a version. */
  static void check(Object value, Conversion conversion) {
    if (conversion.relation(value.getClass()) == Relation.VERSION) {
      return;
    }
    if (!Fields.areReadable() && !hasPlainFields(value.getClass())) {
      throw conversion.refusal(
          "",
          "is a %s, which may hold objects of this version, and this JVM does not let Baton inspect it; start it with %s, or convert the value in codeChange"
              .formatted(DisplayNames.type(value.getClass()), Fields.OPTION),
          value);
    }
    FieldSearch.Found found = Fields.areReadable() ? search(value, conversion) : null;
    if (found != null) {
      throw conversion.refusal(
          found.path(),
          "is %s, inside a %s, of which no copy can be made; make a new one in codeChange"
              .formatted(described(found.object()), DisplayNames.type(value.getClass())),
          found.object());
    }
  }

  private static FieldSearch.@Nullable Found search(Object value, Conversion conversion) {
    try {
      return new FieldSearch(conversion::relation).first(value);
    } catch (IllegalStateException e) {
      throw conversion.refusal("", "%s; convert it in codeChange".formatted(e.getMessage()), value);
    }
  }

  private static boolean hasPlainFields(Class<?> type) {
    return !type.isArray()
        && Fields.of(type).stream().allMatch(slot -> PlainTypes.isPlainPlace(slot.type()));
  }

  private static String described(Object object) {
    return object instanceof Class<?> type
        ? "the class " + DisplayNames.type(type)
        : "a " + DisplayNames.type(object.getClass());
  }

  private static HandoverException refusal(Object value, Class<?> unshared, Conversion conversion) {
    return conversion.refusal(
        "",
        "is a %s, which is declared for %s, and that is another class in each version; make a new one in codeChange"
            .formatted(DisplayNames.type(value.getClass()), unshared.getTypeName()),
        value);
  }
}
