package io.baton.api.server;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A server that also takes casts.
 *
 * @param <A> the argument of {@link #init}
 * @param <S> the state
 * @param <C> the calls
 * @param <K> the casts, usually a sealed interface of the module
 */
@ConsumerType
public interface CastServer<A, S, C extends Call<?>, K> extends Server<A, S, C> {
  /**
   * Handles a request without a reply ({@code handle_cast/2}).
   *
   * @param cast the request
   * @param state the state
   * @return the next state
   */
  Handled<S> handleCast(K cast, S state);
}
