package io.baton.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.spi.Safepoints;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Waits that no interrupt ends, in the code of a module. */
class WaitsTest {
  private static final Map<String, byte[]> CLASSES =
      Compiled.of(
          "Waiting",
          """
          import java.util.concurrent.*;
          import java.util.concurrent.locks.*;
          public class Waiting {
            static final ReentrantReadWriteLock LOCK = new ReentrantReadWriteLock();
            static void lock() { Lock lock = LOCK.writeLock(); lock.lock(); lock.unlock(); }
            static void writeLock() { LOCK.writeLock().lock(); LOCK.writeLock().unlock(); }
            static void readLock() { LOCK.readLock().lock(); LOCK.readLock().unlock(); }
            static void join() { new CompletableFuture<String>().join(); }
            static void permit() { new Semaphore(0).acquireUninterruptibly(); }
            static void permits() { new Semaphore(1).acquireUninterruptibly(2); }
            static void take() { LOCK.writeLock().lock(); }
            static void give() { LOCK.writeLock().unlock(); }
            static String results() {
              String text = CompletableFuture.completedFuture("a").join();
              try { CompletableFuture.failedFuture(new IllegalStateException("b")).join(); }
              catch (CompletionException e) { text += e.getCause().getMessage(); }
              Semaphore two = new Semaphore(2);
              two.acquireUninterruptibly();
              Thread.currentThread().interrupt();
              two.acquireUninterruptibly(1);
              return text + two.availablePermits() + Thread.interrupted();
            }
          }
          """);

  private static final class Ended extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static final Safepoints.Check END =
      new Safepoints.Check() {
        @Override
        public void entering(long version) {}

        @Override
        public void looping(long version) {
          throw new Ended();
        }
      };

  @Test
  void endAsTheirOriginalsDo() throws ReflectiveOperationException {
    Object found = Loaded.woven(CLASSES).call("Waiting", "results");

    assertThat(found).isEqualTo("ab0true");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lock", "writeLock", "readLock", "join", "permit", "permits"})
  void areEndedByACheckAndAnInterrupt(String method) throws Exception {
    Loaded version = Loaded.woven(CLASSES);
    version.call("Waiting", "take");
    var ended = new CountDownLatch(1);
    Thread waiting = Thread.ofVirtual().start(() -> await(version, method, ended));
    awaitState(waiting);
    waiting.interrupt();
    awaitState(waiting);

    version.gate().arm(END);
    waiting.interrupt();

    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    version.call("Waiting", "give");
  }

  private static void await(Loaded version, String method, CountDownLatch ended) {
    try {
      version.call("Waiting", method);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Ended) {
        ended.countDown();
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void awaitState(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }
}
