%% Makes the object code of a puppet: a name and a version. The source is compiled once, to assembler; a module and a
%% version are put into that, which takes a millisecond.
-module(puppets).
-export([start/1, code/2, refusing/2]).

-define(TEMPLATES, {?MODULE, templates}).

%% Compiles the source.
start(Source) ->
    persistent_term:put(?TEMPLATES, #{plain => assembler(Source, []), refusing => assembler(Source, ['REFUSING'])}).

assembler(Source, Macros) ->
    {ok, Forms} = epp:parse_file(Source, [], Macros),
    {ok, puppet, Assembler} = compile:forms(Forms, [to_asm, binary, report]),
    Assembler.

%% Version Version of the module Name.
code(Name, Version) -> make(plain, Name, Version).

%% The same, but its on_load function refuses.
refusing(Name, Version) -> make(refusing, Name, Version).

make(Kind, Name, Version) ->
    #{Kind := Template} = persistent_term:get(?TEMPLATES),
    {ok, Name, Code} = compile:forms(fill(Template, Name, Version), [from_asm, binary]),
    Code.

fill(puppet, Name, _) -> Name;
fill(123454321, _, Version) -> Version;
fill(List, Name, Version) when is_list(List) -> [fill(E, Name, Version) || E <- List];
fill(Tuple, Name, Version) when is_tuple(Tuple) -> list_to_tuple(fill(tuple_to_list(Tuple), Name, Version));
fill(Map, Name, Version) when is_map(Map) -> maps:from_list(fill(maps:to_list(Map), Name, Version));
fill(Fun, Name, _) when is_function(Fun) ->
    {module, puppet} = erlang:fun_info(Fun, module), % fun ?MODULE:vsn/0
    {name, Function} = erlang:fun_info(Fun, name),
    fun Name:Function/0;
fill(Other, _, _) -> Other.
