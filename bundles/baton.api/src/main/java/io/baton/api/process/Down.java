package io.baton.api.process;

/**
 * The message that a monitor sends once, when its process has ended (Erlang's {@code 'DOWN'}).
 *
 * @param ref of the monitor
 * @param pid of the process that ended
 * @param reason why; {@link ExitReason#NOPROC} if it had ended before it was monitored
 */
public record Down(MonitorRef ref, Pid pid, ExitReason reason) {}
