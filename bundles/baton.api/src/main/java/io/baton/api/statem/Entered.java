package io.baton.api.statem;

import io.baton.api.internal.States;
import io.baton.api.process.ExitReason;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Result of {@link StateEnter#stateEnter}.
 *
 * @param <D> type of the data
 */
@ProviderType
public sealed interface Entered<D> {
  /**
   * The state has begun.
   *
   * @param <D> type of the data
   * @param data the next data; empty if they stay
   * @param actions what to do, after the actions of the change of state
   */
  record Keep<D>(Optional<D> data, List<Action.OfEnter> actions) implements Entered<D> {
    /** Copies the actions. */
    public Keep {
      actions = List.copyOf(actions);
    }
  }

  /**
   * The machine ends.
   *
   * @param <D> type of the data
   * @param reason why
   * @param data what {@code terminate} gets; empty if they stay
   */
  record Stop<D>(ExitReason reason, Optional<D> data) implements Entered<D> {}

  /**
   * {@code {keep_state, NewData, Actions}}.
   *
   * @param <D> type of the data
   * @param data the next data
   * @param actions what to do
   * @return the result
   */
  static <D> Entered<D> keepState(D data, Action.OfEnter... actions) {
    return new Keep<>(Optional.of(States.given(data, "data")), List.of(actions));
  }

  /**
   * {@code {keep_state_and_data, Actions}}.
   *
   * @param <D> type of the data
   * @param actions what to do
   * @return the result
   */
  static <D> Entered<D> keepStateAndData(Action.OfEnter... actions) {
    return new Keep<>(Optional.empty(), List.of(actions));
  }

  /**
   * {@code {stop, Reason}}.
   *
   * @param <D> type of the data
   * @param reason why
   * @return the result
   */
  static <D> Entered<D> stop(ExitReason reason) {
    return new Stop<>(reason, Optional.empty());
  }

  /**
   * {@code {stop, Reason, NewData}}.
   *
   * @param <D> type of the data
   * @param reason why
   * @param data what {@code terminate} gets
   * @return the result
   */
  static <D> Entered<D> stop(ExitReason reason, D data) {
    return new Stop<>(reason, Optional.of(States.given(data, "data")));
  }
}
