package io.baton.api.event;

/**
 * A handler with an argument (Erlang's {@code {Handler, Args}}).
 *
 * @param handler its name
 * @param argument what its {@code terminate} or {@code init} gets
 */
public record HandlerArgs(HandlerId handler, Object argument) {}
