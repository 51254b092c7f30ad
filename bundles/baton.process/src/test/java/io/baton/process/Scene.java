package io.baton.process;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.spawnMonitor;
import static io.baton.fixtures.Await.CAP;

import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.process.Spawned;
import io.baton.fixtures.Once;
import io.baton.spi.CapturedCall;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Operations that tests share. The test's own thread is a process too. */
public final class Scene {
  private Scene() {}

  /** Returns a call whose only turn runs a body. */
  public static CapturedCall once(Once.Body body) {
    return Once.of(body);
  }

  /** Why a process that runs a body ends. */
  public static ExitReason endOf(Once.Body body) {
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
}
