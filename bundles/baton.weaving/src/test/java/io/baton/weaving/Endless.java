package io.baton.weaving;

import io.baton.spi.Safepoints;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Methods that only a check ends. They set the field {@code began} of their class first. */
final class Endless {
  private Endless() {}

  private static final class Ended extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** A check that ends a thread in a loop. */
  private record End() implements Safepoints.Check {
    @Override
    public void entering(long version) {}

    @Override
    public void looping(long version) {
      throw new Ended();
    }
  }

  /** Runs a method in a thread of its own; returns whether a check has ended it. */
  static boolean endedBy(Loaded version, String type, String method)
      throws ReflectiveOperationException, InterruptedException {
    var ended = new CountDownLatch(1);
    Thread.ofVirtual().start(() -> run(version, type, method, ended));
    var began = version.loadClass(type).getDeclaredField("began");
    began.setAccessible(true);
    while (!began.getBoolean(null)) {
      Thread.onSpinWait();
    }
    version.gate().arm(new End());
    return ended.await(10, TimeUnit.SECONDS);
  }

  private static void run(Loaded version, String type, String method, CountDownLatch ended) {
    try {
      version.call(type, method);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Ended) {
        ended.countDown();
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
