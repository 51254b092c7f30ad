-module(state).
-behaviour(gen_server).
-export([version/0, init/1, handle_call/3, handle_cast/2, handle_info/2]).
-record(state, {number, name, count, last, on}).

version() -> ?VSN.

init(Number) -> {ok, #state{number = Number, name = "server", count = 0, last = 0, on = true}}.

handle_call(_, _, State) -> {noreply, State}.

handle_cast(_, State) -> {noreply, State}.

handle_info(From, State) ->
    From ! ?VSN,
    {noreply, State#state{count = State#state.count + 1}}.
