package io.baton.api.statem;

import io.baton.api.server.Call;
import io.baton.api.server.From;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Event of a state machine (Erlang's {@code EventType} and {@code EventContent}).
 *
 * @param <E> type of the calls and casts
 */
@ProviderType
public sealed interface Event<E> {
  /**
   * A call, whose caller waits for a reply ({@code {call, From}}).
   *
   * @param <E> type of the calls and casts
   * @param call the request; a {@link Call}
   * @param from the caller that waits; {@link Action#reply} replies
   */
  record Called<E>(E call, From from) implements Event<E> {}

  /**
   * A request without a reply ({@code cast}).
   *
   * @param <E> type of the calls and casts
   * @param cast the request
   */
  record Cast<E>(E cast) implements Event<E> {}

  /**
   * Any other message ({@code info}).
   *
   * @param <E> type of the calls and casts
   * @param message in the classes of this version if it has them, otherwise as it was sent
   */
  @SuppressWarnings("AvoidCommonTypeNames") // Erlang's name; the other is never imported
  record Info<E>(Object message) implements Event<E> {}

  /**
   * An event that the machine has inserted by {@link Action#internal} ({@code internal}); no other
   * process can send it.
   *
   * @param <E> type of the calls and casts
   * @param content as it was given
   */
  record Internal<E>(Object content) implements Event<E> {}

  /**
   * A time-out: no event has come in time ({@code timeout}); see {@link Action#eventTimeout}.
   *
   * @param <E> type of the calls and casts
   * @param content as it was given
   */
  record EventTimeout<E>(Object content) implements Event<E> {}

  /**
   * A time-out: the state has lasted as long as it may ({@code state_timeout}); see {@link
   * Action#stateTimeout}.
   *
   * @param <E> type of the calls and casts
   * @param content as it was given
   */
  record StateTimeout<E>(Object content) implements Event<E> {}

  /**
   * A time-out with a name ({@code {timeout, Name}}); see {@link Action#timeout}.
   *
   * @param <E> type of the calls and casts
   * @param name of the time-out
   * @param content as it was given
   */
  record Timeout<E>(String name, Object content) implements Event<E> {}
}
