package io.baton.limits;

import java.util.concurrent.atomic.AtomicInteger;

/** How many threads and processes take a resource now. */
final class Takers {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private Takers() {}

  static void count(int more) {
    COUNT.addAndGet(more);
  }

  static int count() {
    return COUNT.get();
  }

  /** Takes it on a thread of its own. */
  static void begin(Runnable taking) {
    count(1);
    Thread _ =
        Thread.ofPlatform()
            .daemon()
            .start(() -> {
              try {
                taking.run();
              } finally {
                count(-1);
              }
            });
  }
}
