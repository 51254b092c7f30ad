package io.baton.api.process;

/**
 * A new process together with the caller's monitor on it (Erlang's {@code spawn_monitor}).
 *
 * @param pid of the new process
 * @param ref of the monitor, set before the process ran
 */
public record Spawned(Pid pid, MonitorRef ref) {}
