%% Edits of a source, each until a call runs what was written; milliseconds: erl -run edits main N
-module(edits).
-export([main/1]).

-define(WARM_UPS, 20).

main([Edits]) ->
    N = list_to_integer(Edits),
    Folder = filename:join(os:getenv("TMPDIR", "/tmp"), "edits" ++ os:getpid()),
    ok = file:make_dir(Folder),
    ok = file:set_cwd(Folder),
    First = edit(1),
    bench:times(min(?WARM_UPS, N), fun edit/1),
    bench:quantiles("edit", bench:times(N, fun edit/1)),
    bench:quantiles("first edit", [First]),
    [file:delete(filename:join(Folder, "edited" ++ Ending)) || Ending <- [".erl", ".beam"]],
    ok = file:set_cwd("/"),
    ok = file:del_dir(Folder),
    halt().

edit(I) ->
    Text = io_lib:format(
        "-module(edited).\n-export([next/1]).\n-record(state, {count, last}).\n\n"
        "next(Count) -> (#state{count = Count + ~b, last = edited})#state.count.\n",
        [I]),
    Start = bench:start(),
    ok = file:write_file("edited.erl", Text),
    {ok, edited} = c:c(edited),
    I = edited:next(0),
    bench:spent(Start).
