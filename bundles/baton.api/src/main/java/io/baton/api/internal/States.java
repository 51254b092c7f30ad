package io.baton.api.internal;

import org.jspecify.annotations.Nullable;

/** Check of the state of a server, a state machine or an event handler: anything but null. */
public final class States {
  private States() {}

  /**
   * Refuses null from a callback: it could not be handed over, shown or replaced.
   *
   * @param <S> type of the state
   * @param state given by a callback
   * @param what it is, such as {@code state}
   * @return the state
   * @throws IllegalArgumentException if it is null
   */
  public static <S> S given(@Nullable S state, String what) {
    if (state == null) {
      throw new IllegalArgumentException(
          "the %s must not be null; where there is nothing to keep, use a record without components"
              .formatted(what));
    }
    return state;
  }
}
