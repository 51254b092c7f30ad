%% What it costs to begin and to end, in nanoseconds: erl -run spawns main N
-module(spawns).
-export([main/1]).

main([Many]) ->
    N = list_to_integer(Many),
    Sending = max(1, N div 4),
    bench:per("spawn and end", N, fun ends/1),
    bench:per("spawn, send and end", Sending, fun sends/1),
    halt().

%% Each counts down, and the last one says so.
ends(N) ->
    Self = self(),
    Left = atomics:new(1, []),
    atomics:put(Left, 1, N),
    spawn_ends(N, Self, Left),
    receive done -> ok end.

spawn_ends(0, _, _) -> ok;
spawn_ends(N, Self, Left) ->
    spawn(fun() ->
              case atomics:sub_get(Left, 1, 1) of
                  0 -> Self ! done;
                  _ -> ok
              end
          end),
    spawn_ends(N - 1, Self, Left).

%% Each sends a message to one reader.
sends(N) ->
    Self = self(),
    Reader = spawn_link(fun() -> read(N), Self ! done end),
    spawn_sends(N, Reader),
    receive done -> ok end.

spawn_sends(0, _) -> ok;
spawn_sends(N, Reader) ->
    spawn(fun() -> Reader ! 1 end),
    spawn_sends(N - 1, Reader).

read(0) -> ok;
read(N) ->
    receive Number when is_integer(Number) -> read(N - 1) end.
