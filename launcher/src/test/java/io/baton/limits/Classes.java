package io.baton.limits;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes metaspace: the same class again and again, each time in a loader of its own. */
final class Classes {
  /** Each attempt collects all garbage. */
  private static final long PAUSE_NANOS = 200_000_000;

  /** After so many that fail it is given back. */
  private static final int FAILURES = 20;

  private static final class Copies extends ClassLoader {
    Copies() {
      super(Classes.class.getClassLoader());
    }

    Class<?> copy(byte[] bytes) {
      return defineClass(null, bytes, 0, bytes.length);
    }
  }

  /** What {@code asking} gives, which begins when nothing is left. */
  static <T> T whileFull(Supplier<T> asking) throws InterruptedException {
    var isFull = new CountDownLatch(1);
    byte[] bytes = bytes();
    Takers.begin(() -> fill(bytes, isFull));
    isFull.await();
    return asking.get();
  }

  private static byte[] bytes() {
    try (InputStream in = Classes.class.getResourceAsStream("Takers.class")) {
      if (in == null) {
        throw new IllegalStateException("the class is not there");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void fill(byte[] bytes, CountDownLatch isFull) {
    Object @Nullable [] held = null;
    int failed = 0;
    while (failed < FAILURES) {
      try {
        held = new Object[] {new Copies().copy(bytes), held};
      } catch (OutOfMemoryError _) {
        failed++;
        isFull.countDown();
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }
}
