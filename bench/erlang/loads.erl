%% Loads of a module of ordinary size, each followed by a purge that is not measured; milliseconds:
%% erl -run loads main N
-module(loads).
-export([main/1]).

-define(WARM_UPS, 20).

main([Loads]) ->
    N = list_to_integer(Loads),
    Versions = {parts:code(1), parts:code(2)},
    bench:times(min(?WARM_UPS, N), fun(I) -> load(I, Versions) end),
    bench:quantiles("load", bench:times(N, fun(I) -> load(I, Versions) end)),
    halt().

load(I, Versions) ->
    Code = element(1 + I rem 2, Versions),
    Start = bench:start(),
    bench:load(fifty, Code),
    Spent = bench:spent(Start),
    code:soft_purge(fifty),
    Spent.
