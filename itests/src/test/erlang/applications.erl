%% What a real Erlang answers about applications, a line for each step; ApplicationsLikeErlangIT
%% takes the same steps and prints the same lines.
%% Recorded by: erlc applications.erl && erl -noshell -kernel logger_level none -s applications main > applications.printed
-module(applications).
-behaviour(application).
-export([main/0, die/1, start/2, prep_stop/1, stop/1, init/1]).

%% The callbacks: the argument says what the start function is to do.
start(_, runs) -> {ok, proc_lib:spawn_link(?MODULE, init, [self()])};
start(_, ignores) -> ignore;
start(_, refuses) -> {error, no_disk};
start(_, exits) -> exit(no_disk).

prep_stop(State) -> say("prep_stop", called), State.
stop(_) -> say("stop", called).

init(Parent) ->
    process_flag(trap_exit, true),
    register(root, self()),
    loop(Parent).

loop(Parent) ->
    receive
        {'EXIT', Parent, Reason} -> exit(Reason);
        {exit, Reason} -> exit(Reason);
        _ -> loop(Parent)
    end.

load(Name, Does, Needs) ->
    ok = application:load(
           {application, Name,
            [{vsn, "1"}, {modules, []}, {registered, []}, {applications, Needs},
             {mod, {?MODULE, Does}}]}).

say(Step, Result) -> io:format("~s: ~s~n", [Step, text(Result)]).

text({error, {already_started, _}}) -> "already_started";
text({error, {not_started, Name}}) -> io_lib:format("not_started ~s", [Name]);
text({error, {bad_return, _}}) -> "bad_return";
text({error, {{Name, Why}, _}}) when is_atom(Name) -> text({error, {Why, x}});
text({error, {Reason, _}}) when is_atom(Reason) -> io_lib:format("failed ~s", [Reason]);
text({ok, List}) -> io_lib:format("ok ~w", [List]);
text(List) when is_list(List) -> io_lib:format("~w", [List]);
text(Atom) -> atom_to_list(Atom).

which() -> lists:reverse([N || {N, _, _} <- application:which_applications(), lists:member(N, [a, b, c])]).

end_root(Reason) ->
    Ref = monitor(process, root),
    root ! {exit, Reason},
    receive {'DOWN', Ref, _, _, _} -> timer:sleep(200) end.

main() ->
    load(a, runs, [kernel, stdlib]),
    load(b, ignores, [a]),
    load(c, refuses, []),
    load(d, exits, []),
    say("start b", application:start(b)),
    say("start a", application:start(a)),
    say("start a", application:start(a)),
    say("which", which()),
    say("start b", application:start(b)),
    say("start c", application:start(c)),
    say("start d", case application:start(d) of {error, _} -> failed end),
    say("stop b", application:stop(b)),
    say("ensure_all_started a", application:ensure_all_started(a)),
    say("stop a", application:stop(a)),
    say("stop a", application:stop(a)),
    say("ensure_all_started a", application:ensure_all_started(a)),
    end_root(normal),
    say("which", which()),
    say("stop a", application:stop(a)),
    say("stop a", application:stop(a)),
    say("start a", application:start(a)),
    end_root(boom),
    say("which", which()),
    say("start a", application:start(a)),
    say("stop a", application:stop(a)),
    [say(io_lib:format("root of a ~s one ends with ~s", [Type, Reason]), ends(Type, Reason))
     || Type <- [permanent, transient, temporary], Reason <- [normal, shutdown, boom]],
    halt().

%% In a node of its own, which says whether it is still there; init must be free to end it.
ends(Type, Reason) ->
    Out = os:cmd(io_lib:format(
        "erl -noshell -kernel logger_level none -run applications die ~s ~s 2>&1", [Type, Reason])),
    case string:find(Out, "goes on") of nomatch -> 'the node ends'; _ -> 'the node goes on' end.

die([Type, Reason]) ->
    spawn(fun() ->
        load(a, runs, []),
        ok = application:start(a, list_to_atom(Type)),
        end_root(list_to_atom(Reason)),
        timer:sleep(1000),
        io:format("goes on~n"),
        halt()
    end).
