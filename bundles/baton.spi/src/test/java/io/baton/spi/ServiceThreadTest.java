package io.baton.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A thread that does one round after the other, whatever happens. */
class ServiceThreadTest {
  private static final Log LOG = Log.of("io.baton.spi.test");
  private static final Duration CAP = Duration.ofSeconds(10);

  private final BlockingQueue<Runnable> work = new LinkedBlockingQueue<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicInteger interrupts = new AtomicInteger();
  private ServiceThread thread = new ServiceThread("test-service", LOG, this::round);

  private void round() {
    try {
      work.take().run();
    } catch (InterruptedException _) {
      interrupts.incrementAndGet();
    }
  }

  @AfterEach
  void stop() {
    thread.stop();
    thread.awaitEnd(CAP);
  }

  private static void await(CountDownLatch latch) throws InterruptedException {
    assertThat(latch.await(CAP.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  private void assertHasEnded() {
    thread.awaitEnd(CAP);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(one -> one.getName().equals("test-service"));
  }

  @Test
  void roundThatThrowsIsFollowedByTheNext() throws InterruptedException {
    thread.start();

    work.add(() -> {
      throw new OutOfMemoryError("for a test");
    });
    work.add(() -> {
      throw new IllegalStateException("for a test");
    });
    work.add(ended::countDown);

    await(ended);
  }

  @Test
  void threadThatIsStoppedEnds() {
    thread.start();

    thread.stop();

    assertHasEnded();
    assertThat(thread.isStopping()).isTrue();
  }

  @Test
  void roundThatWaitsIsWokenAndTheThreadGoesOn() throws InterruptedException {
    thread.start();

    thread.wake();
    work.add(ended::countDown);

    await(ended);
    assertThat(thread.isStopping()).isFalse();
  }

  @Test
  void stoppedThreadDoesItsLastWorkAndThenItsEnd() {
    List<String> done = Collections.synchronizedList(new ArrayList<>());
    thread =
        new ServiceThread(
            "test-service", LOG, this::round, () -> !work.isEmpty(), () -> done.add("end"));
    var proceed = new CountDownLatch(1);
    work.add(() -> {
      try {
        await(proceed);
      } catch (InterruptedException _) {
        done.add("interrupted");
      }
    });
    work.add(() -> done.add("last"));
    thread.start();

    thread.stop();
    proceed.countDown();

    assertHasEnded();
    assertThat(done).endsWith("last", "end");
  }

  @Test
  void workOfATickIsRepeated() throws InterruptedException {
    var rounds = new CountDownLatch(3);
    thread =
        new ServiceThread(
            "test-service", LOG, ServiceThread.everyTick(Duration.ofNanos(1), rounds::countDown));
    thread.start();

    await(rounds);
  }
}
