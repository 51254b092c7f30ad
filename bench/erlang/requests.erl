%% Clients that ask for frequencies and give them back, as fast as they are answered; one process watches ten times a
%% second what they have counted. The same as Requests.java.
-module(requests).
-export([start/0, watch/2, stop/1, print/4]).

-define(CLIENTS, 4).
-define(TENTH, 100).
-define(FREQUENCIES, 100).

%% Each client counts for itself: requests, those that were lost, answers that were given twice; and how many requests took
%% how long.
-define(REQUESTS, 1).
-define(LOST, 2).
-define(TWICE, 3).
-define(TIMES, 4).
-define(COUNTERS, 16384).

-record(phase, {spent, counted, worst}).

start() ->
    InUse = atomics:new(?FREQUENCIES, []),
    [begin
         Counters = counters:new(?COUNTERS, []),
         {spawn_link(fun() -> ask(none, InUse, Counters) end), Counters}
     end || _ <- lists:seq(1, ?CLIENTS)].

%% Asks for the next frequency before it gives back the one it has, so it always has one.
ask(Held, InUse, Counters) ->
    receive
        {stop, From} -> From ! stopped
    after 0 ->
        Next = timed(Counters, fun frequency:allocate/0),
        use(Next, InUse, Counters),
        give_back(Held, InUse, Counters),
        ask(Next, InUse, Counters)
    end.

use({allocated, Frequency}, InUse, Counters) ->
    case atomics:exchange(InUse, Frequency, 1) of
        0 -> ok;
        1 -> counters:add(Counters, ?TWICE, 1)
    end;
use(none, _, _) ->
    ok.

give_back({allocated, Frequency}, InUse, Counters) ->
    atomics:put(InUse, Frequency, 0),
    case timed(Counters, fun() -> frequency:deallocate(Frequency) end) of
        ok -> ok;
        not_allocated -> counters:add(Counters, ?LOST, 1)
    end;
give_back(none, _, _) ->
    ok.

timed(Counters, Request) ->
    Start = erlang:monotonic_time(nanosecond),
    Reply = Request(),
    Time = erlang:monotonic_time(nanosecond) - Start,
    counters:add(Counters, ?REQUESTS, 1),
    counters:add(Counters, min(?TIMES + bucket(Time, 0), ?COUNTERS), 1),
    Reply.

%% Buckets of a nanosecond up to 1,024, then 512 for each doubling.
bucket(Time, Doublings) when Time < 1024 -> Doublings * 512 + Time;
bucket(Time, Doublings) -> bucket(Time bsr 1, Doublings + 1).

nanos(Bucket) when Bucket < 1024 -> Bucket;
nanos(Bucket) ->
    Doublings = Bucket div 512 - 1,
    (Bucket - Doublings * 512) bsl Doublings.

%% What was counted in some seconds.
watch(Clients, Seconds) ->
    Before = all(Clients),
    Start = bench:start(),
    Worst = worst(Clients, Seconds * 10, erlang:monotonic_time(nanosecond), infinity),
    Spent = bench:spent(Start),
    Counted = lists:zipwith(fun(After, Was) -> After - Was end, all(Clients), Before),
    #phase{spent = Spent, counted = Counted, worst = Worst}.

%% The lowest rate of all tenths of a second.
worst(_, 0, _, Worst) ->
    Worst;
worst(Clients, Tenths, Last, Worst) ->
    Before = sum(Clients, ?REQUESTS),
    timer:sleep(?TENTH),
    Now = erlang:monotonic_time(nanosecond),
    Rate = (sum(Clients, ?REQUESTS) - Before) * 1.0e9 / (Now - Last),
    worst(Clients, Tenths - 1, Now, min(Rate, Worst)).

all(Clients) ->
    [sum(Clients, Index) || Index <- lists:seq(1, ?COUNTERS)].

sum(Clients, Index) ->
    lists:sum([counters:get(Counters, Index) || {_, Counters} <- Clients]).

%% Ends all clients; what they have counted stays.
stop(Clients) ->
    [Pid ! {stop, self()} || {Pid, _} <- Clients],
    [receive stopped -> ok end || _ <- Clients].

%% What there is; the dip is against a phase in which nothing else happened.
print(Clients, Undisturbed, Disturbed, Upgrades) ->
    Full = rate(Undisturbed),
    Dip = 1 - rate(Disturbed) / Full,
    bench:print("rate, undisturbed", Full),
    bench:print("rate", rate(Disturbed)),
    bench:print("dip", 100 * Dip),
    bench:print("lost in an upgrade", Dip * seconds(Disturbed) * 1000 / Upgrades),
    bench:print("worst tenth", 100 * (1 - Disturbed#phase.worst / Full)),
    bench:print("worst tenth, undisturbed", 100 * (1 - Undisturbed#phase.worst / Full)),
    [percentile(Name, Share, Undisturbed, Disturbed)
     || {Name, Share} <- [{"p50", 0.5}, {"p99", 0.99}, {"p99.9", 0.999}]],
    bench:print("processor time of one", processor(Disturbed)),
    bench:print("processor time of one, undisturbed", processor(Undisturbed)),
    bench:print("lost", sum(Clients, ?LOST)),
    bench:print("duplicated", sum(Clients, ?TWICE)).

percentile(Name, Share, Undisturbed, Disturbed) ->
    During = at(Share, Disturbed) / 1.0e3,
    Without = at(Share, Undisturbed) / 1.0e3,
    bench:print(Name, During),
    bench:print(Name ++ ", undisturbed", Without),
    bench:print(Name ++ ", by undisturbed", During / Without).

at(Share, #phase{counted = Counted}) ->
    Times = lists:nthtail(?TIMES - 1, Counted),
    nanos(below(Times, 0, ceil(Share * lists:sum(Times)))).

below([Many | Times], Bucket, Left) when Many < Left -> below(Times, Bucket + 1, Left - Many);
below(_, Bucket, _) -> Bucket.

requests(#phase{counted = [Requests | _]}) -> Requests.

seconds(#phase{spent = {_, Clock}}) -> Clock / 1.0e9.

rate(Phase) -> requests(Phase) / seconds(Phase).

processor(#phase{spent = {Processor, _}} = Phase) -> Processor / requests(Phase).
