%% Bytes of a process that waits for its first message: erl -run memory main SOME MANY
%% Counted twice: what the machine has in use, and what the system has given it.
-module(memory).
-export([main/1, idle/0]).

main([Some, Many]) ->
    measure(list_to_integer(Some), "some"),
    measure(list_to_integer(Many), "many"),
    halt().

measure(N, Name) ->
    erlang:garbage_collect(),
    Used = erlang:memory(total),
    Resident = resident(),
    Pids = spawn_idle(N, []),
    bench:settle(),
    bench:print("resident, " ++ Name, (resident() - Resident) / N),
    bench:print("used, " ++ Name, (erlang:memory(total) - Used - 16 * N) / N), % without the list
    [exit(Pid, kill) || Pid <- Pids],
    bench:settle().

spawn_idle(0, Pids) -> Pids;
spawn_idle(N, Pids) -> spawn_idle(N - 1, [spawn(?MODULE, idle, []) | Pids]).

idle() -> receive stop -> ok end.

resident() ->
    {ok, Status} = file:read_file("/proc/self/status"),
    {match, [Kilobytes]} =
        re:run(Status, "VmRSS:\\s*(\\d+)", [{capture, all_but_first, list}]),
    list_to_integer(Kilobytes) * 1024.
