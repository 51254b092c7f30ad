package io.baton.handover.frame;

import io.baton.api.code.HandoverException;
import io.baton.handover.container.ContainerKind;
import io.baton.handover.convert.Conversion;
import io.baton.handover.convert.Frame;
import io.baton.handover.convert.OldValue;
import io.baton.handover.declared.DefaultValue;
import io.baton.handover.declared.Node;
import io.baton.handover.declared.RecordPlan;
import io.baton.handover.declared.RecordTarget;
import io.baton.handover.type.DisplayNames;
import io.baton.handover.type.Failures;
import io.baton.handover.type.Records;
import io.baton.spi.ThrownText;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Frame of a record or a data class whose components are being converted. */
final class RecordFrame extends Frame {
  private final RecordTarget target;
  private final RecordPlan plan;

  private RecordFrame(
      Object value, @Nullable Object[] parts, RecordTarget target, RecordPlan plan) {
    super(value, parts);
    this.target = target;
    this.plan = plan;
    changed = !plan.same();
  }

  /** Opens a record; returns the record itself if it passes unread. */
  static Object open(Object value, RecordTarget target, Conversion conversion) {
    Class<?> type = value.getClass();
    RecordPlan plan = target.plan(type);
    if (plan.passes()) {
      return value;
    }
    if (plan.renamed() && !conversion.anyName) {
      throw conversion.mismatch(value, target.type.getName());
    }
    if (!plan.fits()) {
      check(value, target, plan, conversion);
    }
    @Nullable Object[] read = read(value, conversion);
    var frame = new RecordFrame(value, plan.arrange(read), target, plan);
    return plan.areValues()
        ? conversion.open(frame, target.place)
        : conversion.openShared(frame, target.place);
  }

  private static void check(
      Object value, RecordTarget target, RecordPlan plan, Conversion conversion) {
    if (!plan.lost().isEmpty() && !conversion.settings.lenient()) {
      String name = plan.lost().getFirst();
      throw conversion.refusal("." + name, DefaultValue.lost(name, target.type), value);
    }
    for (int i = 0; i < plan.defaults().length; i++) {
      if (plan.defaults()[i] instanceof DefaultValue.Invalid(String why)) {
        throw conversion.refusal("." + name(target, i), why, value);
      }
    }
  }

  private static @Nullable Object[] read(Object value, Conversion conversion) {
    Records.Shape shape = Records.shape(value.getClass());
    try {
      return shape.read(value);
    } catch (Throwable e) {
      Failures.rethrowFatal(e);
      throw conversion.refusal(
          shape.unreadable(value),
          "cannot be read: %s; fix the accessor".formatted(ThrownText.describe(e)),
          value);
    }
  }

  private static String name(RecordTarget target, int index) {
    return target.shape().components.get(index).name();
  }

  @Override
  protected @Nullable Node node(int part) {
    return plan.nodes()[part];
  }

  @Override
  protected String step() {
    return "." + name(target, at);
  }

  @Override
  protected boolean isValue() {
    return plan.areValues();
  }

  /** There is none: its constructor takes all that is in it. */
  @Override
  protected ContainerKind.@Nullable Shell empty(Conversion conversion) {
    if (!plan.areValues() && conversion.isBeingConverted(value)) {
      throw conversion.refusal(
          "",
          "is a %s that contains itself, and no such object can be made by its constructor; put a list between, or convert it in codeChange"
              .formatted(DisplayNames.type(value.getClass())),
          value);
    }
    return null;
  }

  @Override
  protected Object copy(Conversion conversion) {
    BitSet absent = plan.fits() ? null : fill(conversion);
    try {
      return absent == null ? target.shape().make(parts) : target.shape().make(parts, absent);
    } catch (Throwable e) {
      Failures.rethrowFatal(e);
      throw conversion.refusal(
          "",
          "was refused by the constructor of %s: %s; convert it in codeChange"
              .formatted(target.type.getName(), ThrownText.describe(e)),
          value);
    }
  }

  /** Returns the components whose values the constructor has. */
  private BitSet fill(Conversion conversion) {
    var absent = new BitSet();
    for (int i = 0; i < parts.length; i++) {
      DefaultValue missing = plan.defaults()[i];
      if (missing instanceof DefaultValue.FromConstructor) {
        absent.set(i);
      } else if (missing != null) {
        parts[i] = value(missing, i, conversion);
      }
    }
    return absent;
  }

  private @Nullable Object value(DefaultValue missing, int component, Conversion conversion) {
    String step = "." + name(target, component);
    try {
      Object made =
          missing.value(
              () -> new OldValue<>(value, conversion.inner(target.type, ""), conversion.settings));
      if (made == null && target.shape().isPrimitive(component)) {
        throw new IllegalStateException("its method has returned null");
      }
      return made;
    } catch (HandoverException e) {
      throw e;
    } catch (Throwable e) {
      Failures.rethrowFatal(e);
      throw conversion.refusal(
          step, "has no value: %s; fix its @Default".formatted(ThrownText.describe(e)), value);
    }
  }
}
