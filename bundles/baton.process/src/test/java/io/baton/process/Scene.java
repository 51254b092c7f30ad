package io.baton.process;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.spawnMonitor;

import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.process.Spawned;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Operations that tests share. The test's own thread is a process too. */
public final class Scene {
  /** Nothing takes that long, unless it never happens. */
  public static final Duration CAP = Duration.ofSeconds(10);

  private static final long PAUSE_NANOS = 20_000;

  private Scene() {}

  /** Body of a process. */
  @FunctionalInterface
  public interface Body {
    void run() throws Throwable;
  }

  /** Returns a call whose only turn runs a body. */
  public static Next.Call once(Body body) {
    return turn(() -> {
      body.run();
      return Processes.stop();
    });
  }

  /** Body of a turn, which returns the next step. */
  @FunctionalInterface
  public interface Taking {
    Next take() throws Throwable;
  }

  /** Returns a call whose turn decides what comes next. */
  public static Next.Call turn(Taking taking) {
    return new Once(taking);
  }

  private record Once(Taking taking) implements Next.Call, Next.Turn {
    @Override
    public Next.Turn bind() {
      return this;
    }

    @Override
    public Next run() throws Throwable {
      return taking.take();
    }

    @Override
    public boolean upToDate() {
      return true;
    }

    @Override
    public ClassLoader code() {
      return Scene.class.getClassLoader();
    }
  }

  /** Why a process that runs a body ends. */
  public static ExitReason endOf(Body body) {
    return reason(spawnMonitor(once(body)));
  }

  /** Why a process ends, as the caller's monitor sees it. */
  public static ExitReason reason(Spawned process) {
    return receive(Down.class, down -> down.ref().equals(process.ref()), CAP)
        .orElseThrow(() -> new AssertionError(process.pid() + " does not end"))
        .reason();
  }

  /** Runs a body as a process of its own, and returns its result. */
  public static <T> T inProcess(Callable<T> body) throws Exception {
    var result = new CompletableFuture<T>();
    Pid _ =
        Processes.spawn(() -> {
          try {
            result.complete(body.call());
          } catch (Throwable e) {
            result.completeExceptionally(e);
          }
        });
    return result.get(CAP.toSeconds(), TimeUnit.SECONDS);
  }

  /** A process that waits for a message that never comes. */
  public static Spawned idle() {
    return spawnMonitor(once(() -> receive(Never.class)));
  }

  /** The message that never comes. */
  public enum Never {}

  /** Waits for a latch, as a thread that may be interrupted. */
  public static void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(CAP.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("it does not happen");
    }
  }

  /** Waits until something is true. */
  public static void until(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > CAP.toNanos()) {
        throw new AssertionError("it does not become true");
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }
}
