package io.baton.scenarios;

import io.baton.scenarios.language.Scenario;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** A player of scenarios: Baton or Erlang. */
interface Peer {
  /**
   * Plays scenarios, several at the same time.
   *
   * @param scenarios which
   * @param played gets each with its transcript, in order, on the calling thread
   */
  void play(List<Scenario> scenarios, BiConsumer<Scenario, List<String>> played)
      throws IOException, InterruptedException;

  /** The transcripts, in order. */
  default List<List<String>> play(List<Scenario> scenarios)
      throws IOException, InterruptedException {
    List<List<String>> transcripts = new ArrayList<>();
    play(scenarios, (_, lines) -> transcripts.add(lines));
    return transcripts;
  }
}
