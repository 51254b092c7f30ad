package io.baton.process;

import static io.baton.fixtures.Await.until;
import static io.baton.process.Scene.once;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.fixtures.MarkedVersionLoader;
import io.baton.process.lifecycle.Unwinding;
import io.baton.process.state.LocalProcess;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Handlers of a killed process while it unwinds out of a module. */
class UnwindingTest {
  private static final long VERSION = 7;

  private final Points points = new Points();
  private final ProcessSystem runtime = new ProcessSystem(new NothingConverts(), points);
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicInteger handled = new AtomicInteger();

  /** Code of a version: whatever runs in it has a marked frame on its stack. */
  private record Code(Runnable body) implements Runnable {
    @Override
    public void run() {
      body.run();
    }
  }

  @AfterEach
  void stop() {
    runtime.stop();
    boolean _ = Thread.interrupted();
  }

  private LocalProcess running(Runnable body) throws Exception {
    var version = new MarkedVersionLoader("1.0.0#" + VERSION, UnwindingTest.class);
    var code = (Runnable) version.make(Code.class, body);
    Pid pid = runtime.spawn(once(code::run));
    LocalProcess process =
        runtime.running().stream()
            .map(LocalProcess.class::cast)
            .filter(one -> one.pid() == pid)
            .findFirst()
            .orElseThrow();
    until(() -> points.met.get() > 0);
    return process;
  }

  private void killed(LocalProcess process) {
    runtime.kill(process);
    until(() -> !runtime.running().contains(process));
    assertThat(process.ended()).isEqualTo(ExitReason.KILLED);
  }

  /** Body of a process that is killed. */
  enum Doing {
    SPINNING {
      @Override
      void go(Points points) {
        while (true) {
          points.loop();
        }
      }
    },
    SLEEPING {
      @Override
      void go(Points points) {
        points.loop();
        try {
          Thread.sleep(Duration.ofDays(1));
        } catch (InterruptedException e) {
          throw new IllegalStateException(e);
        }
      }
    };

    abstract void go(Points points);
  }

  /** A method of the module: it has a safepoint at its entry, and one in its loop. */
  private void release() {
    points.enter();
    for (int i = 0; i < 100; i++) {
      points.loop();
    }
    handled.incrementAndGet();
    lock.unlock();
  }

  private void acquire() {
    lock.lock();
    points.loop();
  }

  @ParameterizedTest
  @EnumSource
  void methodOfTheModuleReleasesInAFinallyBlock(Doing doing) throws Exception {
    LocalProcess process =
        running(() -> {
          acquire();
          try {
            doing.go(points);
          } finally {
            release();
          }
        });

    killed(process);

    assertThat(lock.isLocked()).isFalse();
  }

  private final class Held implements AutoCloseable {
    Held() {
      acquire();
    }

    @Override
    public void close() {
      release();
    }
  }

  @ParameterizedTest
  @EnumSource
  void resourceOfATryStatementIsClosed(Doing doing) throws Exception {
    LocalProcess process =
        running(() -> {
          try (var _ = new Held();
              var _ = new Held()) {
            doing.go(points);
          }
        });

    killed(process);

    assertThat(lock.isLocked()).isFalse();
    assertThat(handled).hasValue(2);
  }

  @ParameterizedTest
  @EnumSource
  void outerHandlersRunAfterAnInnerOneThatDoesNotEnd(Doing doing) throws Exception {
    LocalProcess process =
        running(() -> {
          acquire();
          try {
            try {
              doing.go(points);
            } finally {
              while (lock.isHeldByCurrentThread()) {
                points.loop();
              }
            }
          } finally {
            release();
          }
        });

    killed(process);

    assertThat(lock.isLocked()).isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void handlersThatNeverEndAreEnded(Doing doing) throws Exception {
    LocalProcess process =
        running(() -> {
          while (true) {
            try {
              doing.go(points);
            } catch (Throwable _) {
              handled.incrementAndGet();
            }
            points.loop();
          }
        });

    killed(process);

    assertThat(handled.get()).isPositive();
  }

  @Test
  void codeThatCatchesItsEndForEverIsEndedAtEachSafepointAtLast() {
    var unwinding = new Unwinding(ExitReason.KILLED);
    int passed = 0;
    for (int i = 0; i < 1_000_000; i++) {
      if (unwinding.passes()) {
        passed++;
      } else {
        var _ = unwinding.exit();
      }
    }

    assertThat(passed).isBetween(1, 100_000);
    assertThat(unwinding.passes()).isFalse();
  }
}
