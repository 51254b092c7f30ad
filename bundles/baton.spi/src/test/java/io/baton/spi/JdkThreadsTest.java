package io.baton.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Threads of classes that override methods by which others inspect them. */
@Timeout(60)
class JdkThreadsTest {
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private final CountDownLatch neverCounted = new CountDownLatch(1);
  private final Obstinate thread = new Obstinate();

  /** A thread with methods as textbooks write them, and worse. */
  private final class Obstinate extends Thread {
    final CountDownLatch asked = new CountDownLatch(1);

    @Override
    public void run() {
      waitHere();
    }

    private void waitHere() {
      try {
        neverCounted.await();
      } catch (InterruptedException _) {
        interrupted.countDown();
      }
    }

    @Override
    public void interrupt() {
      asked.countDown();
      try {
        neverCounted.await();
      } catch (InterruptedException _) {
        super.interrupt();
      }
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      throw new IllegalStateException("it must not be looked at");
    }

    @Override
    public State getState() {
      throw new IllegalStateException("it must not be looked at");
    }

    @Override
    public int hashCode() {
      throw new IllegalStateException("it must not be counted");
    }
  }

  private void startAndWait() {
    thread.start();
    while (!JdkThreads.isWaiting(thread)) {
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void letGo() {
    neverCounted.countDown();
  }

  @Test
  void looksCallNoMethodOfTheThreadsClass() {
    startAndWait();

    assertThat(JdkThreads.stackTrace(thread))
        .extracting(StackTraceElement::getMethodName)
        .contains("waitHere");
    assertThat(JdkThreads.state(thread)).isEqualTo(Thread.State.WAITING);
    assertThat(JdkThreads.platformThreads().stream().anyMatch(found -> found == thread)).isTrue();
  }

  @Test
  void interruptOfTheThreadsClassIsNotWaitedFor() throws Exception {
    startAndWait();

    JdkThreads.interrupt(thread);

    assertThat(thread.asked.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void plainThreadIsInterrupted() throws Exception {
    Thread plain =
        Thread.ofVirtual()
            .start(() -> {
              try {
                neverCounted.await();
              } catch (InterruptedException _) {
                interrupted.countDown();
              }
            });

    JdkThreads.interrupt(plain);

    assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void threadThatHasEndedIsNowhere() throws Exception {
    startAndWait();
    neverCounted.countDown();
    thread.join();

    assertThat(JdkThreads.stackTrace(thread)).isEmpty();
    assertThat(JdkThreads.state(thread)).isEqualTo(Thread.State.TERMINATED);
  }

  @Test
  void threadWithoutANameIsNamedByItsNumber() {
    Thread unnamed = Thread.ofVirtual().unstarted(() -> {});

    assertThat(JdkThreads.name(unnamed)).isEqualTo("#" + unnamed.threadId());
    assertThat(JdkThreads.name(Thread.ofVirtual().name("x").unstarted(() -> {}))).isEqualTo("x");
  }
}
