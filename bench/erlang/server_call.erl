%% What a call of a gen_server costs: the counter of docs/servers.md, called by one process.
%% Run: erlc server_call.erl && erl -noshell -s server_call main -s init stop
-module(server_call).
-behaviour(gen_server).
-export([main/0, init/1, handle_call/3, handle_cast/2]).

-define(CALLS, 10000).
-define(WARM_UPS, 50).
-define(ROUNDS, 200).

init(First) -> {ok, First}.

handle_call(next, _From, Count) -> {reply, Count, Count + 1}.

handle_cast(_, Count) -> {noreply, Count}.

%% The median of many rounds, in nanoseconds for each call.
main() ->
    {ok, Server} = gen_server:start(?MODULE, 0, []),
    _ = [time_of(Server) || _ <- lists:seq(1, ?WARM_UPS)],
    Times = lists:sort([time_of(Server) || _ <- lists:seq(1, ?ROUNDS)]),
    io:format("~b~n", [lists:nth(?ROUNDS div 2, Times)]).

time_of(Server) ->
    Start = erlang:monotonic_time(nanosecond),
    calls(Server, ?CALLS),
    (erlang:monotonic_time(nanosecond) - Start) div ?CALLS.

calls(_, 0) -> ok;
calls(Server, N) ->
    _ = gen_server:call(Server, next),
    calls(Server, N - 1).
