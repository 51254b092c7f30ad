-module(pricing_service).
-export([register/1, message_receiver/1, reply_with_price_of/2]).

register(Client) ->
    spawn(?MODULE, message_receiver, [Client]).

%% region loop
message_receiver(Client) ->
    receive
        {price, Item} ->
            ?MODULE:reply_with_price_of(Item, Client)
    end,
    ?MODULE:message_receiver(Client).
%% endregion

reply_with_price_of(Item, Client) ->
    reply(io_lib:format("The price of ~s is: $1.03", [Item]), Client).

reply(Text, Client) ->
    io:format("~s~n", [Text]),
    Client ! Text.
