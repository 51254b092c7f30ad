package io.baton.examples.counter;

import io.baton.api.server.Call;

/** Requests to the server. */
sealed interface Request<R> extends Call<R> {
  /** To count. */
  record Next() implements Request<Integer> {}

  /** Start again at zero. */
  record Reset() implements Request<Integer> {}
}
