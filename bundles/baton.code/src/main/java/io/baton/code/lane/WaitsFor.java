package io.baton.code.lane;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records which lane waits for which. The job that runs in a lane waits for one result at most, so
 * a caller that waits for the lane waits for that as well. Not thread-safe.
 */
final class WaitsFor {
  private final Map<String, Wait> waits = new HashMap<>();

  /** One result that a lane waits for, and the lane that it comes from. */
  private record Wait(String lane, Object result) {}

  /**
   * Notes that a lane waits.
   *
   * @param result compared by identity
   * @throws IllegalStateException if the other lane waits for this one already, itself or through
   *     others; nothing was noted then
   */
  void add(String lane, String other, Object result) {
    List<String> way = way(other, lane);
    if (!way.isEmpty()) {
      throw new IllegalStateException(
          ("%s cannot wait for %s, which waits for it: %s -> %s. Load or purge the one when the"
                  + " other is ready, and not from its code")
              .formatted(lane, other, lane, String.join(" -> ", way)));
    }
    waits.put(lane, new Wait(other, result));
  }

  /** The lane does not wait for this result any more; nothing if it waits for another. */
  void remove(@Nullable String lane, Object result) {
    Wait wait = waits.get(lane);
    if (wait != null && wait.result() == result) {
      waits.remove(lane);
    }
  }

  /** From one lane to another along those that wait; empty if there is no such way. */
  private List<String> way(String from, String to) {
    List<String> way = new ArrayList<>(List.of(from));
    for (Wait wait = waits.get(from); wait != null; wait = waits.get(wait.lane())) {
      way.add(wait.lane());
      if (wait.lane().equals(to)) {
        return way;
      }
    }
    return List.of();
  }
}
