%% All servers of a module go over to a new version; milliseconds: erl -run switches main N
%% "switch": from the beginning of the load until each has answered from the new one.
%% "code_change": the same with a conversion of each state, as a release upgrade does it.
%% "answer": until each has answered, without a load.
-module(switches).
-export([main/1]).

-define(ROUNDS, 3).

main([Servers]) ->
    N = list_to_integer(Servers),
    Versions = {bench:module(switcher, 1), bench:module(switcher, 2)},
    bench:load(switcher, element(1, Versions)),
    Pids = [element(2, gen_server:start(switcher, I, [])) || I <- lists:seq(1, N)],
    ask(Pids, 1),
    [measure(Pids, 2 - I rem 2, Versions) || I <- lists:seq(0, ?ROUNDS - 1)],
    [answer(Pids, 2 - (?ROUNDS - 1) rem 2) || _ <- lists:seq(1, ?ROUNDS)],
    [change(Pids, 1 + I rem 2, Versions) || I <- lists:seq(0, ?ROUNDS - 1)],
    halt().

measure(Pids, Version, Versions) ->
    code:purge(switcher),
    bench:settle(),
    bench:millis("switch", fun() ->
        bench:load(switcher, element(Version, Versions)),
        ask(Pids, Version)
    end).

change(Pids, Version, Versions) ->
    code:purge(switcher),
    bench:settle(),
    bench:millis("code_change", fun() ->
        [ok = sys:suspend(Pid) || Pid <- Pids],
        bench:load(switcher, element(Version, Versions)),
        [ok = sys:change_code(Pid, switcher, undefined, []) || Pid <- Pids],
        [ok = sys:resume(Pid) || Pid <- Pids],
        ask(Pids, Version)
    end).

answer(Pids, Version) ->
    bench:settle(),
    bench:millis("answer", fun() -> ask(Pids, Version) end).

ask(Pids, Version) ->
    Question = {question, self()},
    [gen_server:cast(Pid, Question) || Pid <- Pids],
    [receive Answer when is_integer(Answer) -> Version = Answer end || _ <- Pids].
