package io.baton.api.event;

import org.jspecify.annotations.Nullable;

/**
 * Argument of {@code init} of a handler that takes the place of another (Erlang's {@code {Args2,
 * Term}}).
 *
 * @param argument as it was given
 * @param last what {@code terminate} of the other returned; null if there was none, or it failed
 */
public record Swapped(Object argument, @Nullable Object last) {}
