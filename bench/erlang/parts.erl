%% The code of a module of ordinary size: fifty parts of ten functions, as Java has fifty classes of
%% ten methods.
-module(parts).
-export([code/1]).

-define(PARTS, 50).

code(Version) ->
    Text = ["-module(fifty).\n-compile(export_all).\n",
            [part(Part, Version) || Part <- lists:seq(1, ?PARTS)]],
    {ok, Tokens, _} = erl_scan:string(lists:flatten(Text)),
    {ok, fifty, Code} = compile:forms(forms(Tokens), [nowarn_export_all]),
    Code.

forms([]) -> [];
forms(Tokens) ->
    {Form, [Dot | Rest]} = lists:splitwith(fun(Token) -> element(1, Token) =/= dot end, Tokens),
    {ok, Parsed} = erl_parse:parse_form(Form ++ [Dot]),
    [Parsed | forms(Rest)].

part(Part, Version) ->
    string:replace(string:replace(text(), "$P", integer_to_list(Part), all),
                   "$V", integer_to_list(Version), all).

text() ->
    "version_$P() -> $V.
     add_$P(What, Many, {Stock, Log}) when Many > 0 ->
         {maps:update_with(What, fun(M) -> M + Many end, Many, Stock), [{add, What} | Log]};
     add_$P(_, Many, _) -> error({expected_at_least_1, Many}).
     take_$P(What, Many, {Stock, Log}) ->
         There = maps:get(What, Stock, 0),
         Taken = min(There, Many),
         {Taken, {Stock#{What => There - Taken}, [{take, What} | Log]}}.
     total_$P({Stock, _}) -> maps:fold(fun(_, Many, Sum) -> Sum + Many end, 0, Stock).
     most_$P({Stock, _}) ->
         case lists:reverse(lists:keysort(2, maps:to_list(Stock))) of
             [] -> nothing;
             [{What, _} | _] -> What
         end.
     size_$P(State) ->
         case min(total_$P(State), 3) of
             0 -> empty;
             N when N < 3 -> few;
             _ -> many
         end.
     checksum_$P({_, Log}) ->
         lists:foldl(fun({_, What}, Sum) -> (Sum * 31 + erlang:phash2(What)) band 16#FFFFFFF end,
                     $V, Log).
     divisor_$P(A, 0) -> A;
     divisor_$P(A, B) -> divisor_$P(B, A rem B).
     last_$P(Lines, {_, Log}) -> lists:sublist(Log, Lines).
     clear_$P(_) ->
         try {#{}, []}
         after ok
         end.
    ".
