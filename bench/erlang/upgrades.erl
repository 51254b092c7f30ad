%% Requests to the frequency server while it is upgraded every second, up and down: erl -run upgrades main SECONDS
-module(upgrades).
-export([main/1]).

-define(WARM_UP, 10).
-define(UNDISTURBED, 10).
-define(TICK, 1000).

main([Seconds]) ->
    N = list_to_integer(Seconds),
    Versions = {bench:module(frequency, 1), bench:module(frequency, 2)},
    upgrade(0, Versions),
    frequency:start(),
    Clients = requests:start(),
    timer:sleep(min(?WARM_UP, N) * 1000),
    Undisturbed = requests:watch(Clients, min(?UNDISTURBED, N)),
    Upgrading = spawn_link(fun() -> upgrades(1, erlang:monotonic_time(millisecond), Versions) end),
    Disturbed = requests:watch(Clients, N),
    stop(Upgrading),
    requests:stop(Clients),
    requests:print(Clients, Undisturbed, Disturbed, N),
    halt().

%% One at once, and then one each second.
upgrades(I, Due, Versions) ->
    upgrade(I, Versions),
    receive
        {stop, From} -> From ! stopped
    after max(0, Due + ?TICK - erlang:monotonic_time(millisecond)) ->
        upgrades(I + 1, Due + ?TICK, Versions)
    end.

stop(Upgrading) ->
    Upgrading ! {stop, self()},
    receive stopped -> ok end.

%% The old version goes as soon as no process is in it: at the next request of each.
upgrade(I, Versions) ->
    case code:soft_purge(frequency) of
        true -> bench:load(frequency, element(1 + I rem 2, Versions));
        false -> timer:sleep(1), upgrade(I, Versions)
    end.
