package io.baton.otp;

import io.baton.api.code.OldState;
import io.baton.api.spi.DeclaredTypes;
import io.baton.api.spi.Handover;
import java.util.List;
import java.util.Optional;

/** Old states are asked as a whole only. */
record PlainHandover(Handover real) implements Handover {
  @Override
  public Optional<Object> match(Object value, Class<?> type) {
    return real.match(value, type);
  }

  @Override
  public Object convert(Object value, Into into) {
    return real.convert(value, into);
  }

  @Override
  public <S> OldState<S> old(Object value, Into into) {
    return new Old<>(this, value, into);
  }

  private record Old<S>(Handover handover, Object value, Into into) implements OldState<S> {
    @Override
    public String type() {
      return value.getClass().getName();
    }

    @Override
    public List<String> components() {
      return List.of();
    }

    @Override
    public <T> T get(String component, Class<T> type) {
      throw new AssertionError("no test asks for parts");
    }

    @Override
    public OldState<Object> get(String component) {
      throw new AssertionError("no test asks for parts");
    }

    @Override
    public <T> T as(Class<T> type) {
      return type.cast(handover.convert(value, new Into(type, into.loader(), into.what())));
    }

    @Override
    @SuppressWarnings("unchecked")
    public S converted() {
      return (S) as(DeclaredTypes.raw(into.type()));
    }
  }
}
