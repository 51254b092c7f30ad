package io.baton.bench.byhand;

import io.baton.examples.frequency.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The functions of the server's state; the same as those of the example. Each version has this
 * class for itself.
 *
 * @param free what can be allocated, the next one first
 * @param allocated the client of each allocated frequency
 */
record Pool(List<Integer> free, Map<Integer, Thread> allocated) {
  /** Copies both. */
  Pool {
    free = List.copyOf(free);
    allocated = Map.copyOf(allocated);
  }

  /** Result of a command: the pool afterwards, and the reply. */
  record Change(Pool pool, Reply reply) {}

  Change allocate(Thread client) {
    if (free.isEmpty()) {
      return new Change(this, new Reply.Refused(Reply.Reason.NO_FREQUENCY));
    }
    int frequency = free.getFirst();
    var taken = new HashMap<>(allocated);
    taken.put(frequency, client);
    return new Change(
        new Pool(free.subList(1, free.size()), taken), new Reply.Allocated(frequency));
  }

  Change deallocate(Thread client, int frequency) {
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
}
