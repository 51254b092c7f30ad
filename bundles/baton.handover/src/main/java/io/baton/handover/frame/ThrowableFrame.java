package io.baton.handover.frame;

import io.baton.handover.container.ContainerKind;
import io.baton.handover.convert.Conversion;
import io.baton.handover.convert.Frame;
import io.baton.handover.declared.ClassNode;
import io.baton.handover.declared.Node;
import io.baton.handover.declared.Nodes;
import io.baton.handover.declared.Scope;
import io.baton.handover.field.Fields;
import io.baton.handover.type.DisplayNames;
import io.baton.handover.type.Failures;
import io.baton.handover.type.Relation;
import io.baton.spi.ThrownText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Frame of an exception, with its cause, its suppressed exceptions, its stack trace and the fields
 * of its class. No constructor runs, because what a constructor makes of a message cannot be
 * undone.
 */
final class ThrowableFrame extends Frame {
  private static final String STACK = "stackTrace";

  private final Layout layout;
  private final Class<?> there;

  /**
   * The fields of an exception class. Held by the class itself.
   *
   * @param references fields that hold objects, but for the stack trace
   * @param nodes the types declared for these
   * @param others all other fields
   */
  private record Layout(List<Fields.Slot> references, List<Node> nodes, List<Fields.Slot> others) {
    static final ClassValue<Layout> OF =
        new ClassValue<>() {
          @Override
          protected Layout computeValue(Class<?> type) {
            return layout(type);
          }
        };

    private static Layout layout(Class<?> type) {
      List<Fields.Slot> references = new ArrayList<>();
      List<Node> nodes = new ArrayList<>();
      List<Fields.Slot> others = new ArrayList<>();
      for (Fields.Slot slot : Fields.of(type)) {
        boolean isOfThrowable = slot.owner() == Throwable.class;
        if (slot.type().isPrimitive() || (isOfThrowable && slot.name().equals(STACK))) {
          others.add(slot);
        } else if (!isOfThrowable || !slot.name().equals("backtrace")) {
          references.add(slot);
          nodes.add(Nodes.of(slot.generic(), Scope.of(slot.owner())));
        }
      }
      return new Layout(references, nodes, others);
    }
  }

  private ThrowableFrame(Throwable value, @Nullable Object[] parts, Layout layout, Class<?> there) {
    super(value, parts);
    this.layout = layout;
    this.there = there;
    changed = there != value.getClass();
  }

  /** Opens an exception that becomes one of a class. */
  static Object open(Throwable value, Class<?> there, Conversion conversion) {
    if (!Fields.areReadable()) {
      return unread(value, conversion);
    }
    Layout layout = Layout.OF.get(there);
    @Nullable Object[] parts = new Object[layout.references().size()];
    for (int i = 0; i < parts.length; i++) {
      Fields.Slot slot = layout.references().get(i);
      Object part = source(slot, value, conversion).get(value);
      boolean itself = part == value;
      parts[i] = itself || isNothing(slot, part) ? null : part;
    }
    if (there != value.getClass()) {
      checkNothingIsLost(value, there, conversion);
    }
    return conversion.openShared(new ThrowableFrame(value, parts, layout, there), ClassNode.ANY);
  }

  /** Returns whether a field holds the JDK's mark that nothing has been suppressed. */
  private static boolean isNothing(Fields.Slot slot, @Nullable Object part) {
    return slot.owner() == Throwable.class
        && part instanceof Collection<?> suppressed
        && suppressed.isEmpty();
  }

  private static Fields.Slot source(Fields.Slot slot, Throwable value, Conversion conversion) {
    Fields.Slot source = find(value.getClass(), slot);
    if (source == null || (source.type().isPrimitive() && source.type() != slot.type())) {
      throw conversion.refusal(
          "." + slot.name(),
          "is new or of another type in %s; convert the exception in codeChange"
              .formatted(slot.owner().getName()),
          value);
    }
    return source;
  }

  private static void checkNothingIsLost(Throwable value, Class<?> there, Conversion conversion) {
    for (Fields.Slot slot : Fields.of(value.getClass())) {
      if (find(there, slot) == null) {
        throw conversion.refusal(
            "." + slot.name(),
            "would be lost: %s has no such field there; convert the exception in codeChange"
                .formatted(there.getName()),
            value);
      }
    }
    for (Fields.Slot slot : Layout.OF.get(there).others()) {
      var _ = source(slot, value, conversion);
    }
  }

  private static Fields.@Nullable Slot find(Class<?> type, Fields.Slot like) {
    for (Fields.Slot slot : Fields.of(type)) {
      if (slot.name().equals(like.name())
          && slot.owner().getName().equals(like.owner().getName())) {
        return slot;
      }
    }
    return null;
  }

  /**
   * Returns an exception unread if it and its causes show by their classes that they are shared.
   * Any other is refused, because fields cannot be read.
   */
  private static Object unread(Throwable value, Conversion conversion) {
    for (Throwable at = value; at != null; at = at.getCause()) {
      if (conversion.relation(at.getClass()) == Relation.VERSION || at.getSuppressed().length > 0) {
        throw conversion.refusal(
            "",
            "is a %s, and this JVM does not let Baton convert exceptions; start it with %s"
                .formatted(DisplayNames.type(at.getClass()), Fields.OPTION),
            value);
      }
    }
    return value;
  }

  @Override
  protected Node node(int part) {
    return layout.nodes().get(part);
  }

  @Override
  protected String step() {
    return "." + layout.references().get(at).name();
  }

  @Override
  protected ContainerKind.Shell empty(Conversion conversion) {
    Object made = Fields.allocate(there);
    return new ContainerKind.Shell(made, filling -> fill(made, filling));
  }

  @Override
  protected Object copy(Conversion conversion) {
    try {
      ContainerKind.Shell copy = shell == null ? empty(conversion) : shell;
      copy.fill().accept(parts);
      return copy.result();
    } catch (Throwable e) {
      Failures.rethrowFatal(e);
      throw conversion.refusal(
          "",
          "cannot be made one of %s: %s; convert it in codeChange"
              .formatted(there.getName(), ThrownText.describe(e)),
          value);
    }
  }

  private void fill(Object made, @Nullable Object[] filling) {
    for (int i = 0; i < filling.length; i++) {
      Fields.Slot slot = layout.references().get(i);
      Fields.Slot source = known(slot);
      Object old = source.get(value);
      boolean itself = old == value;
      slot.set(made, itself ? made : isNothing(slot, old) ? old : filling[i]);
    }
    StackTraceElement[] trace = ((Throwable) value).getStackTrace();
    for (Fields.Slot slot : layout.others()) {
      if (slot.type().isPrimitive()) {
        slot.copyPrimitive(value, known(slot), made);
      } else {
        slot.set(made, known(slot).get(value) == null ? null : trace);
      }
    }
  }

  private Fields.Slot known(Fields.Slot slot) {
    Fields.Slot source = find(value.getClass(), slot);
    if (source == null) {
      throw new IllegalStateException("no field " + slot.name());
    }
    return source;
  }
}
