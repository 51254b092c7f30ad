package io.baton.bench.plain;

import io.baton.bench.driver.Lines;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Measures what the JVM itself takes for virtual threads that wait, with as many frames as a
 * process that waits: to inspect the stack of each, and to end all. Stacks are inspected by {@link
 * Thread#getStackTrace}, the only public way in the JDK, on as many threads as there are
 * processors. To end a thread is to set a flag and to unpark it. Milliseconds.
 */
public final class WaitingThreads {
  private static final int WARM_UPS = 3;
  private static final int WARM_UP = 10_000;
  private static final int MANY = 100_000;

  /** With those of the JDK, some twenty. */
  private static final int FRAMES = 14;

  private static final long SETTLING = 50;

  private final Lines lines = new Lines();

  private WaitingThreads() {}

  /** With 1, 100, … threads up to so many. */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    int most = Integer.parseInt(arguments[0]);
    var threads = new WaitingThreads();
    threads.lines.warmUp(WARM_UPS, () -> threads.measure(Math.min(WARM_UP, most)));
    for (int many : List.of(1, 100, 1_000, 10_000, MANY, 1_000_000)) {
      if (many <= most) {
        threads.measure(many);
      }
    }
  }

  /** Each measurement has threads of its own: no stack was looked at before. */
  private void measure(int many) throws Exception {
    if (many <= MANY) {
      Waiting[] looked = waiting(many);
      lines.millis("stacks " + many, () -> look(looked));
      end(looked);
    }
    for (int round = 0; round < (many > MANY ? 1 : 2); round++) {
      Waiting[] all = waiting(many);
      lines.millis("kill " + many, () -> end(all));
    }
  }

  private static Waiting[] waiting(int many) throws InterruptedException {
    var begun = new CountDownLatch(many);
    Waiting[] all =
        IntStream.range(0, many).mapToObj(_ -> new Waiting(begun)).toArray(Waiting[]::new);
    begun.await();
    Thread.sleep(SETTLING);
    return all;
  }

  private static void look(Waiting[] all) {
    int frames = Arrays.stream(all).parallel().mapToInt(Waiting::frames).sum();
    if (frames <= all.length * FRAMES) {
      throw new IllegalStateException("found " + frames);
    }
  }

  /** Joins the last one first: most end in the order in which they are woken. */
  private static void end(Waiting[] all) throws InterruptedException {
    for (Waiting each : all) {
      each.end();
    }
    for (int i = all.length - 1; i >= 0; i--) {
      all[i].thread.join();
    }
  }

  /** A thread that waits until it is ended, which an exception through all of its frames does. */
  private static final class Waiting {
    private final Thread thread;

    /** Written once by the thread that ends it, read by its own. */
    private volatile boolean ended;

    Waiting(CountDownLatch begun) {
      thread = Thread.startVirtualThread(() -> live(begun));
    }

    private void live(CountDownLatch begun) {
      begun.countDown();
      try {
        await(FRAMES);
      } catch (Ended _) {
        // as was wanted
      }
    }

    private void await(int frames) {
      if (frames > 1) {
        await(frames - 1);
      } else {
        while (!ended) {
          LockSupport.park(this);
        }
        throw new Ended();
      }
    }

    int frames() {
      return thread.getStackTrace().length;
    }

    void end() {
      ended = true;
      LockSupport.unpark(thread);
    }
  }

  /** Costs no more than its way through the frames. */
  private static final class Ended extends RuntimeException {
    private static final long serialVersionUID = 1;

    Ended() {
      super("ended", null, false, false);
    }
  }
}
