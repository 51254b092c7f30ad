-module(pricing_service).
-export([register/1, message_receiver/1, handle/2]).
-define(VERSION, "1.3").

register(Client) ->
    spawn(?MODULE, message_receiver, [Client]).

%% region loop
message_receiver(Client) ->
    receive
        Request ->
            ?MODULE:handle(Request, Client)
    after 1000 ->
        refresh
    end,
    ?MODULE:message_receiver(Client).
%% endregion

handle({price, Item}, Client) ->
    reply_with_price_of(Item, Client);
handle(version, Client) ->
    reply_with_version(Client).

reply_with_price_of(Item, Client) ->
    reply(io_lib:format("The price of ~s is: $1.03", [Item]), Client).

reply_with_version(Client) ->
    reply("The version is: " ?VERSION, Client).

reply(Text, Client) ->
    io:format("~s~n", [Text]),
    Client ! Text.
