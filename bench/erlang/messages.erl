%% What messages cost, in nanoseconds: erl -run messages main N
-module(messages).
-behaviour(gen_server).
-export([main/1, init/1, handle_call/3, handle_cast/2]).

-define(ROUNDS, 3).
-define(SENDERS, 8).

main([Many]) ->
    N = list_to_integer(Many),
    [rounds(N) || _ <- lists:seq(1, ?ROUNDS)],
    halt().

rounds(N) ->
    bench:per("round trip", N, fun round_trips/1),
    bench:per("send", N * 5, fun sends/1),
    bench:per("senders", N * 5, fun from_senders/1),
    bench:per("server call", N, fun calls/1).

round_trips(N) ->
    Self = self(),
    Echo = spawn_link(fun() -> echo(Self) end),
    round_trips(Echo, N),
    Echo ! stop.

round_trips(_, 0) -> ok;
round_trips(Echo, N) ->
    Echo ! ping,
    receive pong -> round_trips(Echo, N - 1) end.

echo(From) ->
    receive
        ping -> From ! pong, echo(From);
        stop -> ok
    end.

%% One sends, another receives; the time until the last has been received.
sends(N) ->
    Reader = reader(N),
    send(Reader, N),
    receive done -> ok end.

from_senders(N) ->
    Each = max(1, N div ?SENDERS),
    Reader = reader(Each * ?SENDERS),
    [spawn_link(fun() -> send(Reader, Each) end) || _ <- lists:seq(1, ?SENDERS)],
    receive done -> ok end.

send(_, 0) -> ok;
send(Reader, N) ->
    Reader ! N,
    send(Reader, N - 1).

reader(N) ->
    Self = self(),
    spawn_link(fun() -> read(N), Self ! done end).

read(0) -> ok;
read(N) ->
    receive Number when is_integer(Number) -> read(N - 1) end.

calls(N) ->
    {ok, Server} = gen_server:start(?MODULE, 0, []),
    call(Server, N),
    gen_server:stop(Server).

call(_, 0) -> ok;
call(Server, N) ->
    _ = gen_server:call(Server, next),
    call(Server, N - 1).

init(First) -> {ok, First}.

handle_call(next, _From, Count) -> {reply, Count, Count + 1}.

handle_cast(_, Count) -> {noreply, Count}.
