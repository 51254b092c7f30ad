%% What a call costs, by a local name and through the module's: erl -run calls main N LOADS
%% Each call gets the result of the one before.
-module(calls).
-export([main/1]).

-define(ROUNDS, 5).

-record(point, {x, y}).

main([N, Loads]) ->
    calls(list_to_integer(N), list_to_integer(Loads)),
    halt().

calls(N, Loads) ->
    Versions = {bench:module(sample, 1), bench:module(sample, 2)},
    load(1, Versions),
    measure(N, "1 load"),
    [load(I, Versions) || I <- lists:seq(2, Loads)],
    measure(N, "many loads").

load(I, Versions) ->
    code:purge(sample),
    bench:load(sample, element(1 + I rem 2, Versions)).

measure(N, When) ->
    Point = #point{x = 3, y = 4},
    [begin
         bench:per("int, local, " ++ When, N, fun(M) -> local(M, 41) end),
         bench:per("int, external, " ++ When, N, fun(M) -> external(M, 41) end),
         bench:per("record, local, " ++ When, N, fun(M) -> local_record(M, Point) end),
         bench:per("record, external, " ++ When, N, fun(M) -> external_record(M, Point) end)
     end || _ <- lists:seq(1, ?ROUNDS)].

local(0, Number) -> Number;
local(N, Number) -> local(N - 1, mix(Number)).

external(0, Number) -> Number;
external(N, Number) -> external(N - 1, sample:mix(Number)).

local_record(0, Point) -> Point;
local_record(N, Point) -> local_record(N - 1, turn(Point)).

external_record(0, Point) -> Point;
external_record(N, Point) -> external_record(N - 1, sample:turn(Point)).

mix(Number) -> (Number bxor 1) + 1.

turn(#point{x = X, y = Y} = Point) when X < Y -> Point;
turn(_) -> #point{x = 0, y = 0}.
