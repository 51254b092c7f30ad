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

/** Waits of objects whose classes a module has written. */
class OwnWaitsTest {
  private static final Map<String, byte[]> CLASSES =
      Compiled.of(
          "Own",
          """
          import java.util.*;
          import java.util.concurrent.*;
          import java.util.concurrent.atomic.*;
          import java.util.concurrent.locks.*;
          import java.util.function.*;
          public class Own {
            static final List<String> CALLS = new ArrayList<>();
            static class Noted extends ReentrantLock {
              @Override public void lock() { CALLS.add("lock"); super.lock(); }
              @Override public void lockInterruptibly() throws InterruptedException { CALLS.add("lockInterruptibly"); super.lockInterruptibly(); }
            }
            static class Twice extends Noted { @Override public void lock() { CALLS.add("twice"); super.lock(); } }
            static class Plain extends ReentrantLock {}
            interface Marked extends Lock {}
            static class Spin extends Plain implements Marked {}
            static class Future extends CompletableFuture<String> {
              @Override public String join() { CALLS.add("join"); return super.join(); }
              @Override public String get() throws InterruptedException, ExecutionException { CALLS.add("get"); return super.get(); }
            }
            static class OnlyGet extends CompletableFuture<String> {
              @Override public String get() { CALLS.add("get"); throw new IllegalStateException("not to be called by join"); }
            }
            static class Permits extends Semaphore {
              Permits(int permits) { super(permits); }
              @Override public void acquireUninterruptibly() { CALLS.add("acquire"); super.acquireUninterruptibly(); }
              @Override public void acquireUninterruptibly(int permits) { CALLS.add("acquire" + permits); super.acquireUninterruptibly(permits); }
            }
            static class Sync extends AbstractQueuedSynchronizer {
              @Override protected boolean tryAcquire(int arg) { return compareAndSetState(0, arg); }
              @Override protected boolean tryRelease(int arg) { setState(0); return true; }
              void take() { acquire(1); }
            }
            static final Map<String, Runnable> HELD = new HashMap<>();
            static final Plain PLAIN = new Plain();
            static final Spin SPIN = new Spin();
            static final Noted NOTED = new Noted();
            static final Sync SYNC = new Sync();
            static final StampedLock STAMPED = new StampedLock();
            static void hold() { PLAIN.lock(); SPIN.lock(); NOTED.lock(); SYNC.take(); STAMPED.writeLock(); }
            static void inherited() { PLAIN.lock(); }
            static void throughAnInterfaceOfItsOwn() { Marked marked = SPIN; marked.lock(); }
            static void throughSuper() { NOTED.lock(); }
            static void ofASynchronizer() { SYNC.take(); }
            static void stamped() { STAMPED.readLock(); }
            static void boundReference() { Runnable lock = PLAIN::lock; lock.run(); }
            static void reference() { Consumer<Lock> lock = Lock::lock; lock.accept(SPIN); }
            static void referenceToAFuture() { Function<CompletableFuture<String>, String> join = CompletableFuture::join; join.apply(new CompletableFuture<>()); }
            static void superOfAFuture() { new Future().join(); }
            static void superOfASemaphore() { new Permits(0).acquireUninterruptibly(2); }
            static void condition() { Lock lock = new Plain(); lock.lock(); lock.newCondition().awaitUninterruptibly(); }
            static void phaser() { new Phaser(2).arriveAndAwaitAdvance(); }

            static String overrides() throws Exception {
              CALLS.clear();
              Lock lock = new Noted(); lock.lock();
              ReentrantLock twice = new Twice(); twice.lock();
              new Noted().lock();
              Runnable reference = new Twice()::lock; reference.run();
              Consumer<Lock> consumer = Lock::lock; consumer.accept(new Noted());
              Future future = new Future(); future.complete("done"); CALLS.add(future.join());
              CompletableFuture<String> same = future; CALLS.add(same.join());
              Supplier<String> supplier = same::join; CALLS.add(supplier.get());
              OnlyGet get = new OnlyGet(); get.complete("got"); CALLS.add(get.join());
              Semaphore permits = new Permits(4); permits.acquireUninterruptibly(); permits.acquireUninterruptibly(2);
              CALLS.add("" + permits.availablePermits());
              long stamp = STAMPED.tryOptimisticRead();
              StampedLock stamped = new StampedLock(); CALLS.add("" + StampedLock.isWriteLockStamp(stamped.writeLock()));
              Phaser phaser = new Phaser(1); CALLS.add(phaser.arriveAndAwaitAdvance() + "" + phaser.awaitAdvance(0));
              try { CompletableFuture.failedFuture(new IllegalStateException("b")).join(); } catch (CompletionException e) { CALLS.add(e.getCause().getMessage()); }
              try { Lock none = null; none.lock(); } catch (NullPointerException e) { CALLS.add("null"); }
              return CALLS.toString();
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
  void callWhatTheirClassOverrides() throws ReflectiveOperationException {
    Object found = Loaded.woven(CLASSES).call("Own", "overrides");

    assertThat(found).isEqualTo(Loaded.unwoven(CLASSES).call("Own", "overrides"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inherited",
        "throughAnInterfaceOfItsOwn",
        "throughSuper",
        "ofASynchronizer",
        "stamped",
        "boundReference",
        "reference",
        "referenceToAFuture",
        "superOfAFuture",
        "superOfASemaphore",
        "condition",
        "phaser"
      })
  void areEndedByACheckAndAnInterrupt(String method) throws Exception {
    Loaded version = Loaded.woven(CLASSES);
    version.call("Own", "hold");
    var ended = new CountDownLatch(1);
    Thread waiting = Thread.ofVirtual().start(() -> await(version, method, ended));
    awaitState(waiting);

    version.gate().arm(END);
    waiting.interrupt();

    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
  }

  private static void await(Loaded version, String method, CountDownLatch ended) {
    try {
      version.call("Own", method);
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
