package io.baton.api.process;

/**
 * An exit signal as a message: a process that traps exits receives it instead of ending (Erlang's
 * {@code 'EXIT'}).
 *
 * @param from the process that ended or that sent the signal
 * @param reason why
 */
public record Exit(Pid from, ExitReason reason) {}
