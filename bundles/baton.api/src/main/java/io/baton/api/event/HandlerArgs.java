package io.baton.api.event;

/**
 * A handler, and what it gets (Erlang's {@code {Handler, Args}}).
 *
 * @param handler its name
 * @param argument what its {@code terminate} or {@code init} gets
 */
public record HandlerArgs(HandlerId handler, Object argument) {}
