%% What processes cost: erl -noshell -run processes main
%% Prints a line for each measurement: name, tab, nanoseconds for each operation, or bytes.
-module(processes).
-behaviour(gen_server).
-behaviour(supervisor).
-export([main/0, init/1, handle_call/3, handle_cast/2, start_child/0, idle/0]).

-define(ROUNDS, 3).

main() ->
    [rounds() || _ <- lists:seq(1, ?ROUNDS)],
    halt().

rounds() ->
    report("round trip", 200000, fun round_trips/1),
    report("send", 1000000, fun sends/1),
    report("spawn and end", 300000, fun spawns/1),
    report("server call", 200000, fun calls/1),
    restarts(10000),
    bytes(100000).

report(Name, N, Work) ->
    Work(N div 10),
    Start = erlang:monotonic_time(nanosecond),
    Work(N),
    print(Name, (erlang:monotonic_time(nanosecond) - Start) div N).

print(Name, Value) ->
    io:format("~s\t~b~n", [Name, Value]).

round_trips(N) ->
    Echo = spawn_link(fun echo/0),
    round_trips(Echo, N),
    Echo ! stop.

round_trips(_, 0) -> ok;
round_trips(Echo, N) ->
    Echo ! {self(), ping},
    receive pong -> round_trips(Echo, N - 1) end.

echo() ->
    receive
        {From, ping} -> From ! pong, echo();
        stop -> ok
    end.

%% One sends, another receives; the time until the last has been received.
sends(N) ->
    Self = self(),
    Reader = spawn_link(fun() -> reads(N), Self ! done end),
    sends(Reader, N),
    receive done -> ok end.

sends(_, 0) -> ok;
sends(Reader, N) ->
    Reader ! N,
    sends(Reader, N - 1).

reads(0) -> ok;
reads(N) ->
    receive Number when is_integer(Number) -> reads(N - 1) end.

%% The time until the last has ended.
spawns(N) ->
    Self = self(),
    Counter = spawn_link(fun() -> reads(N), Self ! done end),
    [spawn(fun() -> Counter ! 1 end) || _ <- lists:seq(1, N)],
    receive done -> ok end.

calls(N) ->
    {ok, Server} = gen_server:start(?MODULE, server, []),
    calls(Server, N),
    gen_server:stop(Server).

calls(_, 0) -> ok;
calls(Server, N) ->
    _ = gen_server:call(Server, next),
    calls(Server, N - 1).

%% All children of a supervisor are killed; the time until all are there again.
restarts(N) ->
    process_flag(trap_exit, true),
    {ok, Supervisor} = supervisor:start_link(?MODULE, supervisor),
    Children = [element(2, supervisor:start_child(Supervisor, [])) || _ <- lists:seq(1, N)],
    Start = erlang:monotonic_time(nanosecond),
    [exit(Child, kill) || Child <- Children],
    await_children(Supervisor, N, sets:from_list(Children)),
    print("restart", (erlang:monotonic_time(nanosecond) - Start) div N),
    exit(Supervisor, shutdown),
    receive {'EXIT', Supervisor, _} -> ok end,
    process_flag(trap_exit, false).

%% Asked behind all the ends, so all restarts are done when this is answered.
await_children(Supervisor, N, Before) ->
    Now = [Pid || {_, Pid, _, _} <- supervisor:which_children(Supervisor), is_pid(Pid)],
    case length(Now) =:= N andalso not lists:any(fun(P) -> sets:is_element(P, Before) end, Now) of
        true -> ok;
        false -> timer:sleep(1), await_children(Supervisor, N, Before)
    end.

start_child() -> gen_server:start_link(?MODULE, server, []).

init(server) -> {ok, 0};
init(supervisor) ->
    {ok, {#{strategy => simple_one_for_one, intensity => 1000000, period => 1},
          [#{id => child, start => {?MODULE, start_child, []}}]}}.

handle_call(next, _From, Count) -> {reply, Count, Count + 1}.

handle_cast(_, Count) -> {noreply, Count}.

%% Processes that wait for their first message.
bytes(N) ->
    erlang:garbage_collect(),
    Before = erlang:memory(total),
    Pids = [spawn(?MODULE, idle, []) || _ <- lists:seq(1, N)],
    timer:sleep(300),
    print("bytes of a process", (erlang:memory(total) - Before) div N),
    [exit(Pid, kill) || Pid <- Pids],
    timer:sleep(300).

idle() -> receive stop -> ok end.
