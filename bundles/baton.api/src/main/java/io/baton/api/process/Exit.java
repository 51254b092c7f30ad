package io.baton.api.process;

/**
 * An exit signal, as the message that a process gets instead of ending if it traps exits (Erlang's
 * {@code 'EXIT'}).
 *
 * @param from the process that ended or that sent the signal
 * @param reason why
 */
public record Exit(Pid from, ExitReason reason) {}
