package io.baton.bench.plain;

import io.baton.bench.driver.Lines;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What the JVM itself takes until very many virtual threads, which have waited with as many frames
 * as a process that waits, and since before a collection, have each answered one question. To ask
 * is to set a field and to unpark, to answer is to count down. Milliseconds.
 */
public final class AnsweringThreads {
  private static final int WARM_UPS = 3;
  private static final int ROUNDS = 3;

  /** With those of the JDK, some twenty. */
  private static final int FRAMES = 14;

  private static final long SETTLING = 50;

  private final Lines lines = new Lines();

  private AnsweringThreads() {}

  /** The number of threads. */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    int many = Integer.parseInt(arguments[0]);
    var threads = new AnsweringThreads();
    threads.lines.warmUp(WARM_UPS, () -> threads.measure(Math.max(1, many / 10)));
    threads.measure(many);
  }

  private void measure(int many) throws Exception {
    List<Answering> all = IntStream.range(0, many).mapToObj(_ -> new Answering()).toList();
    ask(all);
    for (int round = 0; round < ROUNDS; round++) {
      System.gc(); // what has waited for a while has met a collection
      Thread.sleep(SETTLING);
      lines.millis("answer", () -> ask(all));
    }
    for (Answering each : all) {
      each.thread.interrupt();
      each.thread.join();
    }
  }

  private static void ask(List<Answering> all) throws InterruptedException {
    var answers = new CountDownLatch(all.size());
    all.forEach(each -> each.ask(answers));
    answers.await();
  }

  /** A thread that answers one question after the other until it is interrupted. */
  private static final class Answering {
    /**
     * Written by the one that asks when there is none, and cleared by the thread before it answers.
     */
    private volatile @Nullable CountDownLatch question;

    private final Thread thread;

    Answering() {
      thread = Thread.startVirtualThread(this::live);
    }

    private void live() {
      while (!Thread.currentThread().isInterrupted()) {
        await(FRAMES);
      }
    }

    private void await(int frames) {
      if (frames > 1) {
        await(frames - 1);
      } else {
        answer();
      }
    }

    private void answer() {
      CountDownLatch asked = question;
      if (asked == null) {
        LockSupport.park(this);
      } else {
        question = null;
        asked.countDown();
      }
    }

    void ask(CountDownLatch answers) {
      question = answers;
      LockSupport.unpark(thread);
    }
  }
}
