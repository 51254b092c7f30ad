package io.baton.process.exit;

import io.baton.process.state.LocalProcess;
import io.baton.spi.JdkLocks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.locks.AbstractOwnableSynchronizer;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Locks of {@code java.util.concurrent} that a process waits for and whose owner has ended, so that
 * they are never released.
 */
public final class LeftLocks {
  private LeftLocks() {}

  /** Returns a sentence for each such lock. */
  public static List<String> among(Collection<LocalProcess> processes) {
    IdentityHashMap<AbstractOwnableSynchronizer, List<LocalProcess>> waiting =
        new IdentityHashMap<>();
    for (LocalProcess process : processes) {
      if (process.isAlive()
          && LockSupport.getBlocker(process.thread()) instanceof AbstractOwnableSynchronizer lock) {
        waiting.computeIfAbsent(lock, _ -> new ArrayList<>()).add(process);
      }
    }
    List<String> left = new ArrayList<>();
    waiting.forEach((lock, waiters) -> {
      Thread owner = JdkLocks.owner(lock);
      if (owner != null && hasEnded(owner, processes)) {
        left.add(text(lock, owner, waiters));
      }
    });
    return left;
  }

  private static boolean hasEnded(Thread owner, Collection<LocalProcess> processes) {
    return !owner.isAlive()
        || processes.stream().anyMatch(process -> process.thread() == owner && !process.isAlive());
  }

  private static String text(Object lock, Thread owner, List<LocalProcess> waiters) {
    return "%s wait for a lock (%s) that thread %d%s holds, which has ended, so it is never released: end those that wait, or load a version that makes another lock"
        .formatted(
            waiters.stream().map(LocalProcess::label).collect(Collectors.joining(", ")),
            lock.getClass().getName(),
            owner.threadId(),
            owner.getName().isEmpty() ? "" : " (%s)".formatted(owner.getName()));
  }
}
