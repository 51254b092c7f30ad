%% All children of a supervisor are killed; the time until all are there again, in nanoseconds for
%% each: erl -run restarts main N
-module(restarts).
-behaviour(gen_server).
-export([main/1, init/1, handle_call/3, handle_cast/2, start_child/0]).

-define(ROUNDS, 3).

main([Children]) ->
    logger:set_primary_config(level, critical), % reports of so many ends would be most of it
    process_flag(trap_exit, true),
    [measure(list_to_integer(Children)) || _ <- lists:seq(1, ?ROUNDS)],
    halt().

measure(N) ->
    {ok, Supervisor} = supervisor:start_link(?MODULE, supervisor),
    Children = [element(2, supervisor:start_child(Supervisor, [])) || _ <- lists:seq(1, N)],
    Before = sets:from_list(Children),
    Start = bench:start(),
    [exit(Child, kill) || Child <- Children],
    await_children(Supervisor, N, Before),
    bench:spent("restart", Start, N),
    exit(Supervisor, shutdown),
    receive {'EXIT', Supervisor, _} -> ok end.

await_children(Supervisor, N, Before) ->
    Now = [Pid || {_, Pid, _, _} <- supervisor:which_children(Supervisor), is_pid(Pid)],
    case length(Now) =:= N andalso not lists:any(fun(P) -> sets:is_element(P, Before) end, Now) of
        true -> ok;
        false -> timer:sleep(1), await_children(Supervisor, N, Before)
    end.

start_child() -> gen_server:start_link(?MODULE, server, []).

init(server) -> {ok, 0};
init(supervisor) ->
    {ok, {#{strategy => simple_one_for_one, intensity => 1000000, period => 1},
          [#{id => child, start => {?MODULE, start_child, []}}]}}.

handle_call(next, _From, Count) -> {reply, Count, Count + 1}.

handle_cast(_, Count) -> {noreply, Count}.
