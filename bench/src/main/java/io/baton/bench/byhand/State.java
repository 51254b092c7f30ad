package io.baton.bench.byhand;

import java.util.List;
import java.util.Map;

/**
 * The state that a version hands over to the next; all versions share this class.
 *
 * @param free what can be allocated, the next one first
 * @param allocated the client of each allocated frequency
 */
public record State(List<Integer> free, Map<Integer, Thread> allocated) {
  /** Copies both. */
  public State {
    free = List.copyOf(free);
    allocated = Map.copyOf(allocated);
  }
}
