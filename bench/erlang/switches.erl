%% How long until N gen_servers that wait have each handled a message in a version that is loaded
%% now: erl -noshell -run switches main N
%% Nobody is suspended, and code_change is not called: the state stays what it is, as after every
%% plain load. Prints a line for each measurement: name, tab, microseconds.
-module(switches).
-export([main/1]).

-define(ROUNDS, 5).

main([Text]) ->
    N = list_to_integer(Text),
    Versions = [state(1), state(2)],
    load(hd(Versions)),
    Pids = [begin {ok, Pid} = gen_server:start(state, I, []), Pid end || I <- lists:seq(1, N)],
    [begin
         code:purge(state),
         report("switch", fun() -> switch(Pids, Code) end)
     end || Code <- lists:append(lists:duplicate(?ROUNDS div 2 + 1, lists:reverse(Versions)))],
    halt().

switch(Pids, Code) ->
    load(Code),
    Vsn = state:version(),
    [Pid ! self() || Pid <- Pids],
    [receive Vsn -> ok end || _ <- Pids].

report(Name, Work) ->
    Start = erlang:monotonic_time(microsecond),
    Work(),
    io:format("~s\t~p~n", [Name, erlang:monotonic_time(microsecond) - Start]).

state(Version) ->
    Source = filename:join(filename:dirname(code:which(?MODULE)), "state.erl"),
    {ok, state, Code} = compile:file(Source, [binary, {d, 'VSN', Version}]),
    Code.

load(Code) ->
    {module, state} = code:load_binary(state, "state.erl", Code).
