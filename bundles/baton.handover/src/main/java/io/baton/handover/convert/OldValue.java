package io.baton.handover.convert;

import io.baton.api.code.HandoverException;
import io.baton.api.code.OldState;
import io.baton.handover.type.Failures;
import io.baton.handover.type.Records;
import io.baton.spi.DataClasses;
import io.baton.spi.Handover;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value of an old version whose parts are converted on request. */
public record OldValue<S>(Object value, Handover.Into into, ConversionSettings settings)
    implements OldState<S> {
  @Override
  public String type() {
    return value.getClass().getName();
  }

  @Override
  public List<String> components() {
    return DataClasses.haveComponents(value.getClass())
        ? Records.shape(value.getClass()).names()
        : List.of();
  }

  @Override
  public <T> T get(String component, Class<T> type) {
    return part(component, type).as(type, false);
  }

  @Override
  public OldState<Object> get(String component) {
    return part(component, Object.class);
  }

  private OldValue<Object> part(String component, Class<?> type) {
    int index = components().indexOf(component);
    if (index < 0) {
      throw refusal("", "has no component %s; there are %s".formatted(component, components()));
    }
    Object part = read(component, index);
    if (part == null) {
      throw refusal("." + component, "is null; see whether it is before it is asked for");
    }
    String what = into.what() + "." + component;
    return new OldValue<>(part, new Handover.Into(type, into.loader(), what, from()), settings);
  }

  private @Nullable ClassLoader from() {
    return into.from() == null ? value.getClass().getClassLoader() : into.from();
  }

  private @Nullable Object read(String component, int index) {
    try {
      return Records.shape(value.getClass()).read(value, index);
    } catch (Throwable e) {
      Failures.rethrowFatal(e);
      throw refusal("." + component, "cannot be read: %s; fix the accessor".formatted(e));
    }
  }

  private HandoverException refusal(String step, String why) {
    return new Conversion(into, settings, false).refusal(step, why, value);
  }

  @Override
  public <T> T as(Class<T> type) {
    return as(type, true);
  }

  @SuppressWarnings("unchecked")
  private <T> T as(Class<T> type, boolean anyName) {
    var there = new Handover.Into(type, into.loader(), into.what(), into.from());
    return (T) converted(there, anyName);
  }

  @Override
  @SuppressWarnings("unchecked")
  public S converted() {
    return (S) converted(into, false);
  }

  private Object converted(Handover.Into there, boolean anyName) {
    return new Conversion(there, settings, anyName).convertWhole(value);
  }
}
