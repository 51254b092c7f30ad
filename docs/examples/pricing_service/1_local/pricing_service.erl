-module(pricing_service).
-export([register/1, message_receiver/1]).

register(Client) ->
    spawn(?MODULE, message_receiver, [Client]).

message_receiver(Client) ->
    receive
        {price, Item} ->
            reply_with_price_of(Item, Client)
    end,
    message_receiver(Client).

reply_with_price_of(Item, Client) ->
    reply(io_lib:format("The price of ~s is: $0.99", [Item]), Client).

reply(Text, Client) ->
    io:format("~s~n", [Text]),
    Client ! Text.
