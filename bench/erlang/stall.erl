%% The longest that a process comes late which only ticks, while a module of ordinary size is loaded
%% and purged again and again; milliseconds: erl -run stall main ROUNDS
-module(stall).
-export([main/1]).

-define(TICK, 1).

main([Rounds]) ->
    N = list_to_integer(Rounds),
    Versions = {parts:code(1), parts:code(2)},
    loads(max(2, N div 10), Versions),
    Start = bench:start(),
    bench:print("stall", longest(fun() -> loads(N, Versions) end)),
    bench:spent("round", Start, 1.0e6 * N),
    halt().

loads(N, Versions) ->
    bench:times(N, fun(I) ->
        bench:load(fifty, element(1 + I rem 2, Versions)),
        code:purge(fifty)
    end).

longest(Work) ->
    Self = self(),
    Ticking = spawn_link(fun() -> Self ! {longest, tick(0)} end),
    Work(),
    Ticking ! stop,
    receive {longest, Longest} -> Longest / 1.0e6 end.

tick(Longest) ->
    Start = erlang:monotonic_time(nanosecond),
    receive
        stop -> Longest
    after ?TICK ->
        Late = erlang:monotonic_time(nanosecond) - Start - ?TICK * 1000000,
        tick(max(Longest, Late))
    end.
