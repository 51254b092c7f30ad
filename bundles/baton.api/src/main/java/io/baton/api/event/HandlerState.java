package io.baton.api.event;

/**
 * State of one handler, as {@code Sys.getState} of an event manager lists them and {@code
 * Sys.replaceState} takes them (Erlang's {@code {Module, Id, State}}).
 *
 * @param handler its name
 * @param state its state
 */
public record HandlerState(HandlerId handler, Object state) {}
