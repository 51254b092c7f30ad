%% Plays one scenario, and says what each step prints. ../README.md says what each step is; this module reads like it.
-module(stage).
-behaviour(supervisor).
-export([play/2, path/1, state/0, behind_gate/1, behind_gate/3, gate/0, start_child/2, init/1]).

-define(AFTER_SPAWN, 20).
-define(REPLY, 300).
-define(AFTER_REPLY, 20).
-define(BEFORE_ALIVE, 20).
-define(END, 500).
-define(SETTLE, 150).
%% For what will surely happen, if the machine is busy.
-define(PATIENCE, 10000).

%% The steps are lists of words. Suffix tells the modules of scenarios apart that are played at the same time; files are
%% written to Folder. Whatever the scenario has begun is gone afterwards.
play(Steps, #{suffix := Suffix, folder := Folder, print := Print}) ->
    process_flag(trap_exit, true),
    Leader = group_leader(), % what is spawned inherits it, and is known by it
    Mine = spawn(fun() -> receive stop -> ok end end),
    group_leader(Mine, self()),
    try
        Start = #{suffix => Suffix, folder => Folder, names => #{}, who => #{}, ended => #{}, spinning => #{}},
        lists:foldl(fun(Step, S) -> play_step(Step, S, Print) end, Start, Steps)
    after
        group_leader(Leader, self()),
        clean_up(Suffix, Mine)
    end.

play_step(Step, Stage, Print) ->
    {Result, Next} = step(Step, Stage),
    Print(text(Result, Next)),
    wait_until_quiet(Next, infinity),
    Next.

clean_up(Suffix, Leader) ->
    Others = [P || P <- processes(), process_info(P, group_leader) =:= {group_leader, Leader}],
    Monitors = [begin exit(P, kill), monitor(process, P) end || P <- Others],
    [receive {'DOWN', M, process, _, _} -> ok end || M <- Monitors],
    Leader ! stop,
    [begin code:unstick_mod(M), code:purge(M), code:delete(M), code:purge(M) end
     || M <- erlang:loaded(), lists:suffix(Suffix, atom_to_list(M))].

%% What a puppet begins with.
state() -> #{mode => qualified, count => 0, held => none, depth => 0}.

%% A process that a puppet starts begins when the stage knows it: nobody can miss why it ended.
behind_gate(Module, Function, Arguments) -> behind_gate(fun() -> apply(Module, Function, Arguments) end).

behind_gate(Begin) -> spawn(fun() -> gate(), Begin() end).

gate() -> receive begin_now -> ok end.

%% Supervisors

init({Strategy, Intensity, Period, Children}) ->
    Flags = #{strategy => Strategy, intensity => Intensity, period => Period},
    {ok, {Flags, [#{id => Name, start => {?MODULE, start_child, [Name, Module]}} || {Name, Module} <- Children]}}.

start_child(Name, Module) ->
    Pid = spawn_link(Module, loop, [state()]),
    register(Name, Pid),
    {ok, Pid}.

%% Steps about code

step(["load", M, V], S) ->
    {result(code:load_binary(module(M, S), "", object(M, V, S))), S};
step(["load_file", M, V], S) -> {load_abs(M, object(M, V, S), S), S};
step(["load_corrupt", M], S) -> {load_abs(M, garbage(), S), S};
step(["load_missing", M], #{folder := Folder} = S) ->
    {result(code:load_abs(filename:join([Folder, "nowhere", atom_to_list(module(M, S))]))), S};
step(["ensure_loaded", M], S) -> {result(code:ensure_loaded(module(M, S))), S};
step(["compile", M, V], #{folder := Folder} = S) ->
    Module = module(M, S),
    File = filename:join(Folder, atom_to_list(Module) ++ ".erl"),
    ok = file:write_file(File, io_lib:format("-module(~p).~n-export([vsn/0]).~nvsn() -> ~s.~n", [Module, V])),
    {element(1, c:c(File, [{outdir, Folder}])), S};
step(["on_path", M, V], S) -> ok = file:write_file(on_path(M, S), object(M, V, S)), {ok, S};
step(["off_path", M], S) -> file:delete(on_path(M, S)), {ok, S};
step(["load_path", M], S) -> {result(code:load_file(module(M, S))), S};
step(["which", M], #{folder := Folder} = S) ->
    Path = path(Folder),
    case code:which(module(M, S)) of
        [] -> {none, S};
        [_ | _] = File -> {case filename:dirname(File) of Path -> path; _ -> file end, S};
        Other -> {Other, S}
    end;
step(["status", M], S) -> {code:module_status(module(M, S)), S};
step(["load_wrong_name", M, N, V], S) -> {load_abs(M, object(N, V, S), S), S};
step(["load_refusing", M, V], S) -> {load_abs(M, puppets:refusing(module(M, S), list_to_integer(V)), S), S};
step(["atomic_load" | Modules], S) -> {result(code:atomic_load([to_load(M, S) || M <- Modules])), S};
step(["delete", M], S) -> {code:delete(module(M, S)), S};
step(["purge", M], S) -> {code:purge(module(M, S)), S};
step(["soft_purge", M], S) -> {code:soft_purge(module(M, S)), S};
step(["old", M], S) -> {erlang:check_old_code(module(M, S)), S};
step(["loaded", M], S) ->
    Module = module(M, S),
    {erlang:module_loaded(Module) andalso Module:vsn(), S};
step(["stick", M], S) -> code:stick_mod(module(M, S)), {ok, S};
step(["unstick", M], S) -> code:unstick_mod(module(M, S)), {ok, S};
step(["uses", P, M], S) -> with(P, S, fun(Pid) -> {erlang:check_process_code(Pid, module(M, S)), S} end);

%% Steps about processes

step(["spawn", P, M], S) ->
    {Pid, _} = spawn_monitor(module(M, S), loop, [state()]),
    wait(?AFTER_SPAWN, Pid, S),
    {ok, name(P, Pid, S)};
step(["tell", P | Instruction], S) -> with(P, S, fun(Pid) -> tell(Pid, Instruction, S) end);
step(["post", P | Words], S) -> with(P, S, fun(Pid) -> Pid ! {text, lists:join($\s, Words)}, {ok, S} end);
step(["exit", P, Reason], S) ->
    with(P, S, fun(Pid) -> exit(Pid, list_to_atom(Reason)), is_process_alive(Pid), {ok, S} end);
step(["alive", P], S) -> with(P, S, fun(Pid) -> timer:sleep(?BEFORE_ALIVE), {is_process_alive(Pid), S} end);
step(["down", P], S) -> with(P, S, fun(Pid) -> down(Pid, S) end);
step(["sup", Name, Strategy, Intensity, Period | Children], S) ->
    Pairs = [list_to_tuple(string:split(Child, "=")) || Child <- Children],
    Specs = [{registered(C, S), module(M, S)} || {C, M} <- Pairs],
    Argument = {list_to_atom(Strategy), list_to_integer(Intensity), list_to_integer(Period), Specs},
    case supervisor:start_link(?MODULE, Argument) of
        {ok, Pid} ->
            unlink(Pid),
            monitor(process, Pid),
            #{names := Names} = S,
            Registered = maps:from_list([{C, {registered, registered(C, S)}} || {C, _} <- Pairs]),
            wait_until_settled(Pid, S, ?PATIENCE),
            {ok, name(Name, Pid, S#{names := maps:merge(Names, Registered)})};
        {error, Reason} -> {{error, why(Reason)}, S}
    end;
step(["settle"], #{names := Names} = S) ->
    timer:sleep(?SETTLE),
    [wait_until_settled(Pid, S, ?PATIENCE) || Pid <- maps:values(Names), is_supervisor(Pid)],
    {ok, S}.

%% Code

%% Where several scenarios are played at the same time, each has modules of its own.
module(Name, #{suffix := Suffix}) -> list_to_atom(Name ++ Suffix).

object(M, V, S) -> puppets:code(module(M, S), list_to_integer(V)).

garbage() -> <<"this is no object code">>.

%% The folder that is on the code path.
path(Folder) -> filename:join(filename:absname(Folder), "path").

on_path(M, #{folder := Folder} = S) -> filename:join(path(Folder), atom_to_list(module(M, S)) ++ ".beam").

load_abs(M, Code, #{folder := Folder} = S) ->
    File = filename:join(Folder, atom_to_list(module(M, S))),
    ok = file:write_file(File ++ ".beam", Code),
    result(code:load_abs(File)).

to_load(Word, S) ->
    case string:split(Word, "=") of
        [M, "missing"] -> module(M, S);
        [M, "corrupt"] -> {module(M, S), "", garbage()};
        [M, "refusing"] -> {module(M, S), "", puppets:refusing(module(M, S), 1)};
        [M, V] -> {module(M, S), "", object(M, V, S)}
    end.

result(ok) -> ok;
result({module, _}) -> ok;
result({error, Reasons}) when is_list(Reasons) -> {error, lists:sort(Reasons)};
result({error, Reason}) -> {error, Reason}.

%% Processes

%% A name that a supervised child registers.
registered(Name, S) -> module(Name, S).

name(Name, Pid, #{names := Names} = S) -> known(Name, Pid, S#{names := Names#{Name => Pid}}).

known(Name, Pid, #{who := Who} = S) -> S#{who := Who#{Pid => Name}}.

pid(Name, #{names := Names}) ->
    case Names of
        #{Name := {registered, Registered}} -> whereis(Registered);
        #{Name := Pid} -> Pid;
        _ -> undefined
    end.

with(Name, S, Do) ->
    case pid(Name, S) of
        undefined -> {noproc, S};
        Pid ->
            {Result, Next} = Do(Pid),
            {Result, known(Name, Pid, Next)}
    end.

is_supervisor(Pid) when is_pid(Pid) ->
    case process_info(Pid, dictionary) of
        {dictionary, Dictionary} -> proplists:get_value('$initial_call', Dictionary) =:= {supervisor, stage, 1};
        undefined -> false
    end;
is_supervisor(_) -> false.

down(Pid, S) ->
    #{ended := Ended} = Heard = hear(S),
    case Ended of
        #{Pid := Reason} -> {why(Reason), Heard};
        #{} ->
            Monitor = monitor(process, Pid),
            receive
                {'DOWN', _, process, Pid, Reason} when Reason =/= noproc ->
                    demonitor(Monitor, [flush]),
                    {why(Reason), Heard#{ended := Ended#{Pid => Reason}}}
            after ?END ->
                demonitor(Monitor, [flush]),
                {running, Heard}
            end
    end.

%% Takes note of who has ended.
hear(#{ended := Ended} = S) ->
    receive
        {'DOWN', _, process, _, noproc} -> hear(S);
        {'DOWN', _, process, Pid, Reason} -> hear(S#{ended := Ended#{Pid => Reason}})
    after 0 -> S
    end.

tell(Pid, Words, S) ->
    case instruction(Words, S) of
        noproc -> {noproc, S};
        {Instruction, Known} ->
            Ref = make_ref(),
            Pid ! {instruction, {self(), Ref}, Instruction},
            replied(Pid, Words, reply(Pid, Ref, Known), Known)
    end.

%% Who has ended, or spins, does not reply. All others do, however busy the machine is.
reply(Pid, Ref, #{spinning := Spinning}) ->
    receive
        {reply, Ref, Reply} -> {reply, Reply}
    after ?REPLY ->
        case is_process_alive(Pid) andalso not is_map_key(Pid, Spinning) of
            true -> receive {reply, Ref, Reply} -> {reply, Reply} after ?PATIENCE -> timeout end;
            false -> timeout
        end
    end.

replied(_, _, timeout, S) -> {timeout, S};
replied(Pid, ["spawn", Name | _], {reply, {spawned, Child}}, S) ->
    monitor(process, Child),
    Child ! begin_now,
    wait(?AFTER_REPLY, Child, S),
    wait(0, Pid, S),
    {ok, name(Name, Child, S)};
replied(Pid, ["spin"], {reply, ok}, #{spinning := Spinning} = S) ->
    timer:sleep(?AFTER_REPLY),
    {ok, S#{spinning := Spinning#{Pid => true}}};
replied(Pid, _, {reply, Reply}, S) ->
    wait(?AFTER_REPLY, Pid, S),
    {Reply, S}.

%% Waits, and then until the process waits for its next message or has ended.
wait(Time, Pid, S) ->
    timer:sleep(Time),
    wait_until_idle(Pid, S, ?PATIENCE).

wait_until_idle(Pid, #{spinning := Spinning} = S, Left) ->
    case is_map_key(Pid, Spinning) orelse is_idle(process_info(Pid, [status, current_function])) of
        false when Left > 0 ->
            timer:sleep(1),
            wait_until_idle(Pid, S, Left - 1);
        _ -> ok
    end.

%% The end of one may be the end of others: waits until nobody ends any more.
wait_until_quiet(#{who := Who} = S, Before) ->
    [wait_until_idle(Pid, S, ?PATIENCE) || Pid <- maps:keys(Who)],
    wait_until_told(?PATIENCE),
    case length([Pid || Pid <- maps:keys(Who), is_process_alive(Pid)]) of
        Before -> ok;
        Fewer -> wait_until_quiet(S, Fewer)
    end.

%% When the stage has been told of an end, all who are linked have been, too.
wait_until_told(Left) ->
    {monitors, Monitors} = process_info(self(), monitors),
    case lists:all(fun({process, Pid}) -> is_process_alive(Pid) end, Monitors) of
        false when Left > 0 ->
            timer:sleep(1),
            wait_until_told(Left - 1);
        _ -> ok
    end.

%% Who calls what is not there waits too, for the code server.
is_idle(undefined) -> true;
is_idle([{status, waiting}, {current_function, {_, loop, 1}}]) -> true;
is_idle([{status, waiting}, {current_function, {gen_server, loop, _}}]) -> true;
is_idle(_) -> false.

%% Waits until all children of a supervisor wait for their next message, or it has ended.
wait_until_settled(Supervisor, S, Left) ->
    Children = try supervisor:which_children(Supervisor) of
                   All -> [Child || {_, Child, _, _} <- All]
               catch
                   exit:_ -> []
               end,
    [wait_until_idle(Child, S, ?PATIENCE) || Child <- Children, is_pid(Child)],
    case lists:all(fun(Child) -> is_pid(Child) andalso is_process_alive(Child) end, Children) of
        false when Left > 0 ->
            timer:sleep(1),
            wait_until_settled(Supervisor, S, Left - 1);
        _ -> ok
    end.

%% What is sent to the puppet, with the names that are in it.
instruction(["peek", M], S) -> {{peek, module(M, S)}, S};
instruction(["hold", Kind], S) -> {{hold, list_to_atom(Kind)}, S};
instruction(["count", N], S) -> {{count, list_to_integer(N)}, S};
instruction(["spawn", _, Kind], S) -> {{spawn, list_to_atom(Kind)}, S};
instruction(["stop", Reason], S) -> {{stop, list_to_atom(Reason)}, S};
instruction([Verb, P | Words], S) ->
    case pid(P, S) of
        undefined -> noproc;
        Pid -> {about(Verb, Pid, Words), known(P, Pid, S)}
    end;
instruction([Word], S) -> {list_to_atom(Word), S}.

about("send", Pid, Words) -> {send, Pid, lists:join($\s, Words)};
about("exit", Pid, [Reason]) -> {exit, Pid, list_to_atom(Reason)};
about(Verb, Pid, []) -> {list_to_atom(Verb), Pid}.

%% What is printed

text({error, Reasons}, S) when is_list(Reasons) ->
    ["error ", list([[bare(M, S), $\s, atom_to_list(Reason)] || {M, Reason} <- Reasons])];
text({error, Reason}, _) -> ["error ", io_lib:format("~w", [Reason])];
text({mail, Messages}, S) -> list([message(M, S) || M <- Messages]);
text(Other, _) -> io_lib:format("~w", [Other]).

list(Elements) -> [$[, lists:join(", ", Elements), $]].

bare(Module, #{suffix := Suffix}) -> string:trim(atom_to_list(Module), trailing, Suffix).

message({text, Text}, _) -> ["text ", Text];
message({'EXIT', Pid, Reason}, S) -> ["exit ", who(Pid, S), $\s, io_lib:format("~w", [why(Reason)])];
message({'DOWN', _, process, Pid, Reason}, S) -> ["down ", who(Pid, S), $\s, io_lib:format("~w", [why(Reason)])].

%% An exit signal may come from the scenario itself.
who(Pid, _) when Pid =:= self() -> "scenario";
who(Pid, #{who := Who}) -> maps:get(Pid, Who).

%% A reason without the stack trace.
why({{badfun, _}, Stack}) when is_list(Stack) -> badfun;
why({Reason, Stack}) when is_list(Stack) -> Reason;
why(Reason) -> Reason.
