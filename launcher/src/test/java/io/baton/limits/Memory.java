package io.baton.limits;

import io.baton.api.process.Processes;
import io.baton.fixtures.Once;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Takes the heap. */
final class Memory {
  /**
   * References in a piece: what is left for others is less than that. With pieces of some hundred
   * bytes the last of the heap takes minutes, each of them one collection after the other.
   */
  private static final int[] PIECES = {2_500, 100_000};

  private Memory() {}

  /** Processes that take what there is, and end when there is no more. */
  static void take(int processes) {
    Takers.begin(() -> {
      for (int i = 0; i < processes; i++) {
        try {
          Takers.count(Processes.spawn(Once.of(Memory::fill)));
        } catch (OutOfMemoryError _) {
          // it is not there
        }
      }
    });
  }

  /** A thread that has all there is for a time, and as much as others give back meanwhile. */
  static void full(Duration time) {
    Takers.begin(() -> hold(time));
  }

  static void hold(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    int piece = anyPiece();
    Object @Nullable [] held = null;
    while (System.nanoTime() - end < 0) {
      try {
        Object[] more = new Object[piece];
        more[0] = held;
        held = more;
      } catch (OutOfMemoryError _) {
        Thread.onSpinWait(); // and again, until the time is over
      }
    }
  }

  private static int anyPiece() {
    return PIECES[ThreadLocalRandom.current().nextInt(PIECES.length)];
  }

  private static void fill() {
    int piece = anyPiece();
    Object @Nullable [] held = null;
    while (true) {
      Object[] more = new Object[piece];
      more[0] = held;
      held = more;
    }
  }
}
