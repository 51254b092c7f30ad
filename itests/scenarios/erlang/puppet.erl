%% The puppet: every module of a scenario is this one, under another name and with another version. See puppets.erl for
%% how it gets them, and ../README.md for what it can do.
-module(puppet).
-export([loop/1, vsn/0]).

%% puppets.erl replaces the number.
-define(VSN, 123454321).

-ifdef(REFUSING).
-on_load(refuse/0).
refuse() -> refused.
-endif.

vsn() -> ?VSN.

%% Carries out one instruction, in the version that has waited for it, and then continues as the mode says.
loop(#{depth := Depth} = State) ->
    receive
        {instruction, From, nest} ->
            reply(From, ok),
            Inner = continue(State#{depth := Depth + 1}), % not the last call: this frame stays
            continue(Inner#{depth := Depth});
        {instruction, From, unnest} when Depth > 0 ->
            reply(From, ok),
            State;
        {instruction, From, spin} ->
            reply(From, ok),
            spin();
        {instruction, From, Instruction} ->
            {Reply, Next} = carry_out(Instruction, State),
            reply(From, Reply),
            continue(Next)
    end.

continue(#{mode := qualified} = State) -> ?MODULE:loop(State);
continue(#{mode := local} = State) -> loop(State).

reply({Pid, Ref}, Reply) -> Pid ! {reply, Ref, Reply}.

spin() -> spin().

carry_out(version, S) -> {vsn(), S};
carry_out(peek, S) -> {defined(fun() -> ?MODULE:vsn() end), S};
carry_out({peek, Module}, S) -> {defined(fun() -> Module:vsn() end), S};
carry_out(local, S) -> {ok, S#{mode := local}};
carry_out(qualified, S) -> {ok, S#{mode := qualified}};
carry_out(unnest, S) -> {bottom, S};
carry_out({hold, local}, S) -> {ok, S#{held := fun() -> vsn() end}};
carry_out({hold, external}, S) -> {ok, S#{held := fun ?MODULE:vsn/0}};
carry_out(call, #{held := none} = S) -> {none, S};
carry_out(call, #{held := Fun} = S) -> {defined(Fun), S};
carry_out(drop, S) -> {ok, S#{held := none}};
carry_out({count, N}, #{count := Count} = S) -> {Count + N, S#{count := Count + N}};
carry_out({spawn, local}, S) -> {{spawned, stage:behind_gate(fun() -> loop(stage:state()) end)}, S};
carry_out({spawn, qualified}, S) -> {{spawned, stage:behind_gate(?MODULE, loop, [stage:state()])}, S};
carry_out(trap, S) -> process_flag(trap_exit, true), {ok, S};
carry_out({link, Pid}, S) -> link(Pid), {ok, S};
carry_out({unlink, Pid}, S) -> unlink(Pid), {ok, S};
carry_out({monitor, Pid}, S) -> monitor(process, Pid), {ok, S};
carry_out({send, Pid, Text}, S) -> Pid ! {text, Text}, {ok, S};
carry_out({exit, Pid, Reason}, S) -> exit(Pid, Reason), {ok, S};
carry_out(mail, S) -> {{mail, mail()}, S};
carry_out({stop, Reason}, _) -> exit(Reason);
carry_out(crash, _) -> error(boom).

defined(Fun) ->
    try
        Fun()
    catch
        error:undef -> undef
    end.

mail() ->
    receive
        Message when element(1, Message) =/= instruction -> [Message | mail()]
    after 0 -> []
    end.
