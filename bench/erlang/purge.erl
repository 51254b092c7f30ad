%% What soft purge and purge cost with N processes: erl -noshell -run purge main N
%% Prints a line for each measurement: name, tab, microseconds.
-module(purge).
-export([main/1, bystander/0]).

-define(ROUNDS, 5).
-define(KILLS, 50).

main([Text]) ->
    N = list_to_integer(Text),
    {One, Two} = {target(1), target(2)},
    load(One),
    bystanders(N, [Two, One]),
    users(N, [One, Two]),
    [kill(N, One, Two) || _ <- lists:seq(1, ?ROUNDS)],
    kill_who_spins(),
    halt().

%% N processes that have nothing to do with the module wait for a message.
bystanders(N, Versions) ->
    Pids = [spawn(?MODULE, bystander, []) || _ <- lists:seq(1, N)],
    timer:sleep(500),
    [begin
         load(Version),
         report("bystanders", fun() -> true = code:soft_purge(target) end)
     end || Version <- rounds(Versions)],
    stop(Pids).

bystander() ->
    receive stop -> ok end.

%% N processes run the module, and all have switched to the new version.
users(N, Versions) ->
    code:purge(target),
    Pids = [spawn(target, loop, []) || _ <- lists:seq(1, N)],
    timer:sleep(500),
    [begin
         load(Version),
         [Pid ! switch || Pid <- Pids],
         timer:sleep(500),
         report("users", fun() -> true = code:soft_purge(target) end)
     end || Version <- rounds(Versions)],
    stop(Pids).

%% N processes wait in the old version.
kill(N, One, Two) ->
    code:purge(target),
    load(One),
    code:purge(target),
    Pids = [spawn(target, loop, []) || _ <- lists:seq(1, N)],
    timer:sleep(500),
    load(Two),
    report("kill", fun() -> true = code:purge(target) end),
    [] = [Pid || Pid <- Pids, is_process_alive(Pid)].

%% On a busy machine: as many processes compute as there are schedulers.
kill_who_spins() ->
    Busy = [spawn(fun() -> spin(1) end) || _ <- lists:seq(1, erlang:system_info(schedulers))],
    [begin
         Pid = spawn(fun() -> spin(1) end),
         Ref = monitor(process, Pid),
         timer:sleep(5),
         report("kill one that spins",
                fun() -> exit(Pid, kill), receive {'DOWN', Ref, _, _, killed} -> ok end end)
     end || _ <- lists:seq(1, ?KILLS)],
    [exit(Pid, kill) || Pid <- Busy].

spin(Number) ->
    spin((Number * 31 + 1) band 16#FFFFFFF).

rounds(Versions) ->
    lists:append(lists:duplicate(?ROUNDS div 2 + 1, Versions)).

report(Name, Work) ->
    Start = erlang:monotonic_time(microsecond),
    Work(),
    io:format("~s\t~p~n", [Name, erlang:monotonic_time(microsecond) - Start]).

stop(Pids) ->
    [Pid ! stop || Pid <- Pids],
    timer:sleep(500).

target(Version) ->
    Source = filename:join(filename:dirname(code:which(?MODULE)), "target.erl"),
    {ok, target, Code} = compile:file(Source, [binary, {d, 'VSN', Version}]),
    Code.

load(Code) ->
    {module, target} = code:load_binary(target, "target.erl", Code).
