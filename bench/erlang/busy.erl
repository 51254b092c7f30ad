%% How fast processes that keep all processors busy get on, alone and beside so many that wait, in
%% nanoseconds for a round of all: erl -run busy main N
-module(busy).
-export([main/1]).

-define(ROUNDS, 1000000).
-define(STEPS, 2000).

main([Many]) ->
    N = list_to_integer(Many),
    Rounds = min(?ROUNDS, 10 * N),
    work(Rounds div 10),
    measure("alone", Rounds),
    Pids = [spawn(fun() -> receive stop -> ok end end) || _ <- lists:seq(1, N)],
    bench:settle(),
    measure("beside", Rounds),
    [Pid ! stop || Pid <- Pids],
    halt().

measure(Name, Rounds) ->
    Start = bench:start(),
    work(Rounds),
    bench:spent(Name, Start, Rounds).

work(Rounds) ->
    Self = self(),
    Workers = 4 * erlang:system_info(schedulers),
    Each = Rounds div Workers,
    [spawn(fun() -> Self ! {done, rounds(Each, 0)} end) || _ <- lists:seq(1, Workers)],
    [receive {done, _} -> ok end || _ <- lists:seq(1, Workers)].

%% Each is some arithmetic and one message to itself.
rounds(0, Found) -> Found;
rounds(N, Found) ->
    self() ! compute(?STEPS, N),
    receive Number when is_integer(Number) -> rounds(N - 1, Found + Number) end.

compute(0, Number) -> Number;
compute(N, Number) -> compute(N - 1, (Number * 31 + 1) band 16#ffff).
