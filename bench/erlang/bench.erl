%% What all programs use. Each prints a line for each measurement: name, tab, number.
-module(bench).
-export([print/2, per/3, millis/2, settle/0, module/2, load/2, quantiles/2, times/2]).
-export([start/0, spent/1, spent/3, processor/0]).

print(Name, Value) ->
    io:format("~s\t~.3f~n", [Name, float(Value)]).

%% Nanoseconds for one of many.
per(Name, N, Work) ->
    Work(max(1, N div 10)),
    Start = start(),
    Work(N),
    spent(Name, Start, N).

%% Milliseconds for all of it.
millis(Name, Work) ->
    Start = start(),
    Work(),
    spent(Name, Start, 1.0e6).

%% A point in time: processor time and clock, in nanoseconds.
start() ->
    Processor = processor(),
    {Processor, erlang:monotonic_time(nanosecond)}.

%% Both since then.
spent({Processor, Clock}) ->
    Now = erlang:monotonic_time(nanosecond),
    {processor() - Processor - looking(), Now - Clock}.

%% Prints both, in units of so many nanoseconds.
spent(Name, Start, NanosInUnit) ->
    {Processor, Clock} = spent(Start),
    print(Name, Clock / NanosInUnit),
    print_processor(Name, Processor / NanosInUnit).

print_processor(Name, Value) ->
    print(Name ++ ", processor time", max(0, Value)).

%% The processor time of all threads, none of which ends before the program does. Not statistics(runtime), which leaves
%% out what the kernel does for the program, and counts milliseconds; only where the system has nothing better.
processor() ->
    case threads() of
        [] -> element(1, erlang:statistics(runtime)) * 1000000;
        Threads -> lists:sum([processor(Thread) || Thread <- Threads])
    end.

processor(Thread) ->
    {ok, Text} = file:pread(Thread, 0, 64),
    binary_to_integer(hd(binary:split(Text, <<" ">>))).

threads() ->
    once(threads, fun() ->
        [begin
             {ok, Thread} = file:open(File, [raw, read, binary]),
             Thread
         end || File <- filelib:wildcard("/proc/self/task/*/schedstat")]
    end).

%% What it takes to look at them all, which is no part of what is measured.
looking() ->
    once(looking, fun() ->
        Looks = [processor() || _ <- lists:seq(1, 30)],
        Taken = lists:zipwith(fun(Before, After) -> After - Before end,
                              lists:droplast(Looks), tl(Looks)),
        lists:nth(5, lists:sort(lists:nthtail(20, Taken)))
    end).

once(Name, Make) ->
    case persistent_term:get({?MODULE, Name}, none) of
        none ->
            Made = Make(),
            persistent_term:put({?MODULE, Name}, Made),
            Made;
        Made -> Made
    end.

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

%% In milliseconds the median, what 99 of 100 stay below, and the mean in processor time.
quantiles(Name, Spent) ->
    Sorted = lists:sort([Clock / 1.0e6 || {_, Clock} <- Spent]),
    N = length(Sorted),
    print(Name ++ ", median", lists:nth(N div 2 + 1, Sorted)),
    print_processor(Name ++ ", median", lists:sum([P || {P, _} <- Spent]) / 1.0e6 / N),
    print(Name ++ ", p99", lists:nth(ceil(0.99 * N), Sorted)).

times(N, Work) ->
    [Work(I) || I <- lists:seq(1, N)].
