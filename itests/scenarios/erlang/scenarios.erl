%% Plays scenarios on Erlang/OTP, several at the same time. Prints for each file one line per step, in the order of the
%% files; the name of the file goes to standard error.
-module(scenarios).
-export([main/1]).

%% erl -noshell -run scenarios main LANES SOURCE-OF-PUPPET FOLDER FILE-WITH-NAMES
main([Lanes, Source, Folder, Names]) ->
    logger:set_primary_config(level, none), % what a scenario provokes is no news
    puppets:start(Source),
    ok = file:make_dir(stage:path(Folder)),
    true = code:add_patha(stage:path(Folder)),
    {ok, Text} = file:read_file(Names),
    Files = [binary_to_list(F) || F <- binary:split(Text, <<"\n">>, [global, trim_all])],
    Numbered = lists:zip(lists:seq(1, length(Files)), Files),
    show(Files, 1, play(Numbered, list_to_integer(Lanes), Folder, #{})),
    halt(0).

%% Starts as many as there are lanes; the state is what to start next.
play(Waiting, Lanes, Folder, Running) when map_size(Running) < Lanes, Waiting =/= [] ->
    [{Number, File} | Rest] = Waiting,
    Self = self(),
    {Pid, _} = spawn_monitor(fun() -> Self ! {played, Number, transcript(Number, File, Folder)} end),
    play(Rest, Lanes, Folder, Running#{Pid => Number});
play(Waiting, Lanes, Folder, Running) -> {Waiting, Lanes, Folder, Running}.

show([], _, _) -> ok;
show([File | Files], Number, {Waiting, Lanes, Folder, Running} = Playing) ->
    receive
        {played, Number, Lines} ->
            io:format(standard_error, "~ts~n", [File]),
            io:put_chars([[Line, $\n] || Line <- Lines]),
            show(Files, Number + 1, Playing);
        {'DOWN', _, process, Pid, _} ->
            show([File | Files], Number, play(Waiting, Lanes, Folder, maps:remove(Pid, Running)))
    end.

%% One line for each step, whatever happens.
transcript(Number, File, Folder) ->
    {ok, Text} = file:read_file(File),
    Steps = [string:lexemes(Line, " \t\r") || Line <- string:split(binary_to_list(Text), "\n", all), is_step(Line)],
    Self = self(),
    Print = fun(Line) -> Self ! {line, Line} end,
    Failure =
        try
            stage:play(Steps, #{suffix => "@" ++ integer_to_list(Number), folder => Folder, print => Print}),
            []
        catch
            Class:Reason:Stack -> [io_lib:format("the stage failed: ~0p", [{Class, Reason, Stack}])]
        end,
    Lines = lines() ++ Failure,
    Lines ++ lists:duplicate(length(Steps) - length(Lines), "not played").

lines() ->
    receive
        {line, Line} -> [Line | lines()]
    after 0 -> []
    end.

is_step(Line) ->
    case string:trim(Line) of
        "" -> false;
        [$# | _] -> false;
        _ -> true
    end.
