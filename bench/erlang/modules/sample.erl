%% The functions that calls.erl calls. They do next to nothing, so that the call shows.
-module(sample).
-export([mix/1, turn/1]).

-record(point, {x, y}).

mix(Number) -> (Number bxor ?VSN) + 1.

turn(#point{x = X, y = Y} = Point) when X < Y -> Point;
turn(_) -> #point{x = 0, y = 0}.
