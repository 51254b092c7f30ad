%% What load, soft purge and purge cost with few and with many processes; milliseconds:
%% erl -run purges main MOST
-module(purges).
-export([main/1, bystander/0]).

-define(MANY, 100000).
-define(KILLS, 50).

main([Most]) ->
    Versions = {bench:module(target, 1), bench:module(target, 2)},
    [measure(N, Versions) || N <- [1, 100, 1000, 10000, 100000, 1000000],
                             N =< list_to_integer(Most)],
    kill_who_spins(),
    halt().

%% With more processes, each measurement is made fewer times.
rounds(N) when N > ?MANY -> 1;
rounds(_) -> 2.

measure(N, Versions) ->
    load(1, Versions),
    bystanders(N, Versions),
    users(N, Versions),
    bench:times(rounds(N), fun(I) -> kill(N, I, Versions) end).

%% Processes that have nothing to do with the module wait for a message.
bystanders(N, Versions) ->
    Pids = spawned(N, ?MODULE, bystander),
    bench:times(rounds(N) + 1, fun(I) ->
        bench:millis(name("load", N), fun() -> load(1 + I rem 2, Versions) end),
        bench:millis(name("bystanders", N), fun() -> true = code:soft_purge(target) end)
    end),
    stop(Pids).

bystander() ->
    receive stop -> ok end.

%% Processes run the module, and all have switched to the new version.
users(N, Versions) ->
    Pids = spawned(N, target, loop),
    bench:times(rounds(N), fun(I) ->
        load(1 + I rem 2, Versions),
        [Pid ! switch || Pid <- Pids],
        bench:settle(),
        bench:millis(name("users", N), fun() -> true = code:soft_purge(target) end)
    end),
    stop(Pids).

%% Processes wait in the old version.
kill(N, I, Versions) ->
    code:purge(target),
    Pids = spawned(N, target, loop),
    load(1 + I rem 2, Versions),
    bench:millis(name("kill", N), fun() -> true = code:purge(target) end),
    [] = [Pid || Pid <- Pids, is_process_alive(Pid)].

%% On a busy machine: as many processes compute as there are schedulers.
kill_who_spins() ->
    Busy = [spawn(fun() -> spin(1) end) || _ <- lists:seq(1, erlang:system_info(schedulers))],
    [begin
         Pid = spawn(fun() -> spin(1) end),
         Ref = monitor(process, Pid),
         timer:sleep(5),
         bench:millis("kill of one that spins",
                      fun() -> exit(Pid, kill), receive {'DOWN', Ref, _, _, killed} -> ok end end)
     end || _ <- lists:seq(1, ?KILLS)],
    [exit(Pid, kill) || Pid <- Busy].

spin(Number) ->
    spin((Number * 31 + 1) band 16#FFFFFFF).

spawned(N, Module, Function) ->
    Pids = [spawn(Module, Function, []) || _ <- lists:seq(1, N)],
    bench:settle(),
    Pids.

stop(Pids) ->
    [Pid ! stop || Pid <- Pids],
    bench:settle().

load(Version, Versions) ->
    bench:load(target, element(Version, Versions)).

name(What, N) ->
    What ++ " " ++ integer_to_list(N).
