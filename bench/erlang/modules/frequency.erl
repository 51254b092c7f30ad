%% A server of frequencies: its loop is a call through the module's name, so each turn is of the current version. Version 2
%% has one function more, which nobody calls.
-module(frequency).
-export([start/0, loop/1, allocate/0, deallocate/1]).
-if(?VSN > 1).
-export([inject/1]).
inject(Frequencies) -> request({inject, Frequencies}).
-endif.

-record(pool, {free, allocated = #{}}).

start() ->
    register(?MODULE, spawn(?MODULE, loop, [#pool{free = lists:seq(10, 15)}])).

allocate() -> request(allocate).

deallocate(Frequency) -> request({deallocate, Frequency}).

request(Command) ->
    ?MODULE ! {request, self(), Command},
    receive {answer, Reply} -> Reply end.

loop(Pool) ->
    receive
        {request, From, Command} ->
            {Reply, Next} = handle(Command, From, Pool),
            From ! {answer, Reply},
            ?MODULE:loop(Next)
    end.

handle(allocate, _, #pool{free = []} = Pool) ->
    {none, Pool};
handle(allocate, From, #pool{free = [Frequency | Free], allocated = Allocated}) ->
    {{allocated, Frequency}, #pool{free = Free, allocated = Allocated#{Frequency => From}}};
handle({deallocate, Frequency}, From, #pool{free = Free, allocated = Allocated} = Pool) ->
    case Allocated of
        #{Frequency := From} ->
            {ok, #pool{free = [Frequency | Free], allocated = maps:remove(Frequency, Allocated)}};
        _ ->
            {not_allocated, Pool}
    end;
handle({inject, Frequencies}, _, #pool{free = Free} = Pool) ->
    {ok, Pool#pool{free = Free ++ Frequencies}}.
