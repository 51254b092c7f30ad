package io.baton.examples.frequency;

import io.baton.api.process.Pid;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The state of the server.
 *
 * @param free what can be allocated, the next one first
 * @param allocated the client of each allocated frequency
 */
public record Pool(List<Integer> free, Map<Integer, Pid> allocated) {
  /** Copies both. */
  public Pool {
    free = List.copyOf(free);
    allocated = Map.copyOf(allocated);
  }

  static Pool ofCourse() {
    return new Pool(List.of(10, 11, 12, 13, 14, 15), Map.of());
  }

  /** Result of a command: the pool afterwards, and the reply. */
  record Change(Pool pool, Reply reply) {}

  Change allocate(Pid client) {
    if (free.isEmpty()) {
      return new Change(this, new Reply.Refused(Reply.Reason.NO_FREQUENCY));
    }
    int frequency = free.getFirst();
    var taken = new HashMap<>(allocated);
    taken.put(frequency, client);
    return new Change(
        new Pool(free.subList(1, free.size()), taken), new Reply.Allocated(frequency));
  }

  Change deallocate(Pid client, int frequency) {
    if (!client.equals(allocated.get(frequency))) {
      return new Change(this, new Reply.Refused(Reply.Reason.NOT_ALLOCATED));
    }
    var left = new HashMap<>(allocated);
    left.remove(frequency);
    var more = new ArrayList<Integer>();
    more.add(frequency);
    more.addAll(free);
    return new Change(new Pool(more, left), new Reply.Ok());
  }

  Change inject(List<Integer> frequencies) {
    var more = new ArrayList<>(free);
    more.addAll(frequencies);
    return new Change(new Pool(more, allocated), new Reply.Ok());
  }
}
