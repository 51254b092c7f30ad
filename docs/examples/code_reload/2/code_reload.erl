-module(code_reload).
-export([start_server/0, server_loop/1, start_client/1, client_loop/1]).

start_server() ->
    spawn(?MODULE, server_loop, [0]).

server_loop(Count) ->
    receive
        {From, quit} ->
            io:format("Received quit command from ~p~n", [From]);
        {From, Message} ->
            io:format("~p: Server ~p received message ~p from ~p~n",
                      [Count, self(), Message, From]),
            ?MODULE:server_loop(Count + 1);
        _ ->
            throw(unexpected_message)
    end.

start_client(Server) ->
    spawn(?MODULE, client_loop, [Server]).

client_loop(Server) ->
    receive
        {From, quit} ->
            io:format("Received quit command from ~p~n", [From])
    after 1000 ->
        Server ! {self(), erlang:timestamp()},
        ?MODULE:client_loop(Server)
    end.
