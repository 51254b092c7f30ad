package io.baton.code.purging;

import io.baton.api.code.Lingering;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Threads that have not come out of a purged version: in native code, in a loop of the JDK, at a
 * lock that somebody else holds. They are forgotten when they have left it.
 */
final class Fenced {
  /** Written by purges, and by who asks and finds that one has left. */
  private final List<One> all = new CopyOnWriteArrayList<>();

  /** Keeps neither the thread nor anything of the version. */
  private record One(WeakReference<Thread> thread, Lingering lingering) {
    boolean isStillThere() {
      Thread candidate = thread.get();
      return candidate != null
          && Stack.of(candidate).versions().contains(lingering.version().number());
    }
  }

  void add(List<StackLook.Found> found) {
    all.addAll(
        found.stream()
            .map(one -> new One(new WeakReference<>(one.thread()), one.lingering()))
            .toList());
  }

  List<Lingering> stillThere() {
    all.removeIf(one -> !one.isStillThere());
    return all.stream().map(One::lingering).toList();
  }
}
