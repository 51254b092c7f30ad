%% Plays the sessions of docs/examples on Erlang/OTP, with the Erlang sources there, and prints what
%% the processes print. A step that does not do what the pages say ends it with another status.

main([Example, Folder]) ->
    logger:set_primary_config(level, none),
    Session = self(),
    group_leader(spawn_link(fun() -> console(Session) end), self()),
    put(folder, filename:join(Folder, Example)),
    play(list_to_atom(Example)).

play(code_reload) ->
    c("1", code_reload),
    Server = code_reload:start_server(),
    Client = code_reload:start_client(Server),
    until("0: "),
    until("0: "),
    c("2", code_reload),
    [until(Count) || Count <- ["0: ", "0: ", "1: ", "2: ", "3: "]],
    false = check_process_code(Server, code_reload),
    false = check_process_code(Client, code_reload),
    Client ! {self(), quit},
    until("Received quit"),
    Server ! {self(), quit},
    until("Received quit"),
    Other = code_reload:start_server(),
    Ref = monitor(process, Other),
    Other ! hello,
    receive {'DOWN', Ref, process, Other, {{nocatch, unexpected_message}, _}} -> ok end;

play(pricing_service) ->
    c("1_local", pricing_service),
    Local = pricing_service:register(self()),
    ask(Local, {price, milk}),
    c("2_local_new_price", pricing_service),
    ask(Local, {price, milk}),
    ask(Local, {price, milk}),
    c("3_qualified", pricing_service),
    false = is_process_alive(Local),
    Qualified = pricing_service:register(self()),
    ask(Qualified, {price, milk}),
    c("4_qualified_new_price", pricing_service),
    ask(Qualified, {price, milk}),
    exit(Qualified, shutdown),
    c("5_handle", pricing_service),
    Service = pricing_service:register(self()),
    ask(Service, {price, milk}),
    ask(Service, version),
    c("6_handle_new_version", pricing_service),
    ask(Service, version),
    c("6_handle_new_version", pricing_service),
    true = is_process_alive(Service),
    c("6_handle_new_version", pricing_service),
    false = is_process_alive(Service),
    c("7_upgrade", pricing_service),
    Last = pricing_service:register(self()),
    c("7_upgrade", pricing_service),
    until_switched(Last),
    c("7_upgrade", pricing_service),
    true = is_process_alive(Last),
    until_switched(Last),
    ask(Last, version).

%% The service answers the session too, since the session has registered itself.
ask(Service, Request) ->
    Service ! Request,
    until("The"),
    receive "The" ++ _ -> ok; ["The" ++ _ | _] -> ok end.

until_switched(Process) ->
    case check_process_code(Process, pricing_service) of
        true -> receive after 10 -> until_switched(Process) end;
        false -> ok
    end.

%% What c/1 does in the shell, without a file for the object code.
c(Step, Module) ->
    Source = filename:join([get(folder), Step, atom_to_list(Module)]),
    {ok, Module, Code} = compile:file(Source, [binary, report]),
    code:purge(Module),
    {module, Module} = code:load_binary(Module, Source, Code).

%% Copies printed lines, up to one that begins with a text.
until(Beginning) ->
    receive
        {printed, Line} ->
            io:put_chars(user, Line),
            case lists:prefix(Beginning, Line) of
                true -> ok;
                false -> until(Beginning)
            end
    after 20000 -> error({not_printed, Beginning})
    end.

%% The group leader of all processes: hands what they print to the session.
console(Session) ->
    receive
        {io_request, From, As, Request} ->
            Session ! {printed, unicode:characters_to_list(characters(Request))},
            From ! {io_reply, As, ok},
            console(Session)
    end.

characters({put_chars, _, Chars}) -> Chars;
characters({put_chars, _, M, F, A}) -> apply(M, F, A).
