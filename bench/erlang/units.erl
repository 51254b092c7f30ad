%% A purge of all modules of an application, and of one of them, while processes wait that have nothing to do with it;
%% milliseconds: erl -run units main PROCESSES
-module(units).
-export([main/1, bystander/0]).

-define(UNITS, 50).

main([Processes]) ->
    Codes = [[code(Unit, Version) || Unit <- lists:seq(1, ?UNITS)] || Version <- [1, 2]],
    [load(Code) || Code <- hd(Codes)],
    Pids = [spawn(?MODULE, bystander, []) || _ <- lists:seq(1, list_to_integer(Processes))],
    bench:settle(),
    measure(Codes),
    [Pid ! stop || Pid <- Pids],
    halt().

measure([[One | _], [OneNext | _] = All]) ->
    load(OneNext),
    purge([OneNext]),
    load(One),
    bench:millis("one", fun() -> purge([One]) end),
    [load(Code) || Code <- All],
    bench:millis("all", fun() -> purge(All) end).

bystander() ->
    receive stop -> ok end.

code(Unit, Version) ->
    Name = list_to_atom("unit" ++ integer_to_list(Unit)),
    Forms = [{attribute, 1, module, Name},
             {attribute, 1, export, [{version, 0}]},
             {function, 1, version, 0, [{clause, 1, [], [], [{integer, 1, Version}]}]}],
    {ok, Name, Code} = compile:forms(Forms),
    {Name, Code}.

load({Name, Code}) ->
    bench:load(Name, Code).

purge(Units) ->
    [code:purge(Name) || {Name, _} <- Units].
