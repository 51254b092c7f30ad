%% What all programs use. Each prints a line for each measurement: name, tab, number.
-module(bench).
-export([print/2, per/3, millis/2, settle/0, module/2, load/2, quantiles/2, times/2]).

print(Name, Value) ->
    io:format("~s\t~.3f~n", [Name, float(Value)]).

%% Nanoseconds for one of many.
per(Name, N, Work) ->
    Work(max(1, N div 10)),
    Start = erlang:monotonic_time(nanosecond),
    Work(N),
    print(Name, (erlang:monotonic_time(nanosecond) - Start) / N).

%% Milliseconds for all of it.
millis(Name, Work) ->
    Start = erlang:monotonic_time(nanosecond),
    Work(),
    print(Name, (erlang:monotonic_time(nanosecond) - Start) / 1.0e6).

%% Waits until every process that has work to do has done it.
settle() ->
    timer:sleep(50),
    case erlang:statistics(total_run_queue_lengths) of
        0 -> ok;
        _ -> settle()
    end.

%% The code of a version of a module.
module(Module, Version) ->
    Source = filename:join(["bench", "erlang", "modules", atom_to_list(Module) ++ ".erl"]),
    {ok, Module, Code} = compile:file(Source, [binary, {d, 'VSN', Version}]),
    Code.

load(Module, Code) ->
    {module, Module} = code:load_binary(Module, atom_to_list(Module) ++ ".erl", Code).

%% The median, and what 99 of 100 stay below.
quantiles(Name, Times) ->
    Sorted = lists:sort(Times),
    N = length(Sorted),
    print(Name ++ ", median", lists:nth(N div 2 + 1, Sorted)),
    print(Name ++ ", p99", lists:nth(ceil(0.99 * N), Sorted)).

times(N, Work) ->
    [Work(I) || I <- lists:seq(1, N)].
