%% Servers with a small state.
-module(switcher).
-behaviour(gen_server).
-export([init/1, handle_call/3, handle_cast/2, code_change/3]).

-record(state, {number, name, asked}).

init(Number) ->
    {ok, #state{number = Number, name = "server " ++ integer_to_list(Number), asked = 0}}.

handle_call(_, _From, State) -> {reply, 0, State}.

handle_cast({question, From}, #state{asked = Asked} = State) ->
    From ! ?VSN,
    {noreply, State#state{asked = Asked + 1}}.

code_change(_Old, #state{number = Number, name = Name, asked = Asked}, _Extra) ->
    {ok, #state{number = Number, name = Name, asked = Asked}}.
