%% A module of which many processes run the loop.
-module(target).
-export([loop/0, version/0]).

loop() ->
    receive
        switch -> ?MODULE:loop();
        stop -> ok
    end.

version() -> ?VSN.
