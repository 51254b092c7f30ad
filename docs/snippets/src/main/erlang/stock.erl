-module(stock).
-export([start/0, take/1, loop/1]).

start() ->
    Pid = spawn(?MODULE, loop, [#{"pears" => 3}]),
    register(stock, Pid),
    Pid.

take(What) ->
    Ref = make_ref(),
    stock ! {take, self(), Ref, What},
    receive {Ref, Left} -> Left after 1000 -> timeout end.

loop(Stock) ->
    receive
        {take, From, Ref, What} ->
            Left = maps:get(What, Stock, 0) - 1,
            From ! {Ref, Left},
            ?MODULE:loop(Stock#{What => Left})
    end.
