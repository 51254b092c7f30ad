package io.baton.examples.counter;

import io.baton.api.server.Call;

/** Requests to the server. */
// region requests
sealed interface Request<R> extends Call<R> {
  /** To count. */
  record Next() implements Request<Integer> {}
}
// endregion
