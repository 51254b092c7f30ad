package io.baton.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.spi.Safepoints;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thread that gets a monitor when its version has been closed meanwhile. */
class MonitorsTest {
  private static final String SOURCE =
      """
      public class Guarded {
        static final Object LOCK = new Object();
        static volatile boolean ran;
        static void block() { synchronized (LOCK) { ran = true; } }
        static void nested() { synchronized (Guarded.class) { synchronized (LOCK) { ran = true; } } }
        static void method() { new Guarded().guarded(LOCK); }
        synchronized void guarded(Object lock) { synchronized (lock) { ran = true; } }
        static Object lock() { return LOCK; }
        static boolean hasRun() { return ran; }
      }
      """;

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

  private static Throwable thrownBy(Loaded version, String method) {
    try {
      version.call("Guarded", method);
      return new AssertionError("it has returned");
    } catch (InvocationTargetException e) {
      return e.getCause();
    } catch (ReflectiveOperationException e) {
      return e;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"block", "nested", "method"})
  void threadThatHasWaitedForAMonitorIsEndedAndReleasesIt(String method) throws Exception {
    Loaded version = Loaded.woven(Compiled.of("Guarded", SOURCE));
    Object lock = version.call("Guarded", "lock");
    var thrown = new CompletableFuture<Throwable>();
    Thread waiting;
    synchronized (lock) {
      waiting = Thread.ofPlatform().start(() -> thrown.complete(thrownBy(version, method)));
      while (waiting.getState() != Thread.State.BLOCKED) {
        Thread.onSpinWait();
      }
      version.gate().arm(END);
    }

    assertThat(thrown.get(10, TimeUnit.SECONDS)).isInstanceOf(Ended.class);
    assertThat(version.call("Guarded", "hasRun")).isEqualTo(false);
    waiting.join();
    synchronized (lock) {
      assertThat(Thread.holdsLock(lock)).isTrue();
    }
  }

  /** Nothing releases it: an exception in between would leave it held. */
  @ParameterizedTest
  @ValueSource(ints = {50, 69})
  void monitorThatNoHandlerReleasesIsEnteredAsBefore(int version) throws Exception {
    ClassDesc type = ClassDesc.of("Guarded");
    byte[] bytes =
        ClassFile.of()
            .build(
                type,
                builder ->
                    builder
                        .withVersion(version, 0)
                        .withMethodBody(
                            "hold",
                            ConstantDescs.MTD_void,
                            ClassFile.ACC_STATIC,
                            code ->
                                code.ldc("lock")
                                    .dup()
                                    .astore(0)
                                    .monitorenter()
                                    .aload(0)
                                    .monitorexit()
                                    .return_()));
    Loaded loaded = Loaded.woven(Map.of("Guarded", bytes));
    loaded.gate().arm(END);

    assertThat(loaded.call("Guarded", "hold")).isNull();
  }
}
