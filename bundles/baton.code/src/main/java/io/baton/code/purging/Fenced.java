package io.baton.code.purging;

import io.baton.api.code.Lingering;
import io.baton.spi.Safepoints;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Threads that have not come out of a purged version: in native code, in a loop of the JDK, at a
 * lock that another thread holds. They are forgotten when they have left it.
 */
final class Fenced {
  /** Written by purges, and by a caller that finds that one has left. */
  private final List<One> all = new CopyOnWriteArrayList<>();

  private final Safepoints safepoints;

  Fenced(Safepoints safepoints) {
    this.safepoints = safepoints;
  }

  /** Keeps neither the thread nor anything of the version. */
  private record One(WeakReference<Thread> thread, Lingering lingering) {
    boolean isStillThere(Safepoints safepoints) {
      Thread candidate = thread.get();
      if (candidate == null) {
        return false;
      }
      long number = lingering.version().number();
      Stack stack = Stack.of(candidate);
      return stack.versions().contains(number)
          || safepoints.isUnseen(number, candidate, stack.isAtAGate());
    }

    /** Returns what was found, with what the thread does now. */
    Lingering now() {
      Thread candidate = thread.get();
      return candidate == null
          ? lingering
          : new Lingering(
              lingering.version(),
              lingering.pid(),
              lingering.name(),
              lingering.since(),
              lingering.where(),
              Stack.of(candidate).doing(),
              lingering.why());
    }
  }

  void add(List<StackLook.Found> found) {
    all.addAll(
        found.stream()
            .map(one -> new One(new WeakReference<>(one.thread()), one.lingering()))
            .toList());
  }

  List<Lingering> stillThere() {
    all.removeIf(one -> !one.isStillThere(safepoints));
    return all.stream().map(One::now).toList();
  }
}
