package com.example.tickets;

import io.baton.api.server.Call;

/** A request to the server, with the type of its reply. */
sealed interface Request<R> extends Call<R> {
  record Take() implements Request<Integer> {}
}
