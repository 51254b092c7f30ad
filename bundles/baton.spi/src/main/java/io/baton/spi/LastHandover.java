package io.baton.spi;

import io.baton.api.code.OldState;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The handover that was registered last. Processes and servers keep this one, since they outlive a
 * restart of the bundle that converts. Thread-safe.
 */
public final class LastHandover implements Handover {
  /** Written as handovers are registered, read by each thread that converts. */
  private volatile @Nullable Handover last;

  /** Creates it without a handover. */
  public LastHandover() {}

  /**
   * Uses this handover from now on.
   *
   * @param next the handover that was registered
   */
  public void is(Handover next) {
    last = next;
  }

  private Handover last() {
    Handover now = last;
    if (now == null) {
      throw new IllegalStateException("there is no handover yet; start the bundle baton.handover");
    }
    return now;
  }

  @Override
  public Optional<Object> match(Object value, Class<?> type) {
    return last().match(value, type);
  }

  @Override
  public Object convert(Object value, Into into) {
    return last().convert(value, into);
  }

  @Override
  public <S> OldState<S> old(Object value, Into into) {
    return last().old(value, into);
  }
}
