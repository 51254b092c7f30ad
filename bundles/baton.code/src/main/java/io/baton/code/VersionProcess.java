package io.baton.code;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.api.process.Processes;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Runs code of a version that is not current in a process of its own: one that does not return is
 * seen, and can be ended, like any process. The job that wants it waits for its end.
 */
final class VersionProcess {
  private VersionProcess() {}

  /** What is to be run. */
  @FunctionalInterface
  interface Body {
    /**
     * Runs it.
     *
     * @throws Exception whatever the code of the version throws
     */
    void run() throws Exception;
  }

  /**
   * Runs code in a process, and waits for the end of that.
   *
   * @param name of the code, shown with the module's
   * @return why it did not return; empty if it did
   */
  static Optional<String> run(Version version, String name, Body code) {
    return run(version, name, code, _ -> {});
  }

  /**
   * Runs code in a process, and waits for the end of that.
   *
   * @param name of the code, shown with the module's
   * @param started told of the process
   * @return why it did not return; empty if it did
   */
  static Optional<String> run(Version version, String name, Body code, Consumer<Pid> started) {
    var turn = new Turn(version, name, code);
    try {
      Pid process = Processes.spawn(turn);
      started.accept(process);
      while (Processes.isAlive(process)) {
        turn.awaitEnd();
      }
    } catch (ProcessExit | IllegalStateException e) {
      return Optional.of("the system stops: " + e);
    }
    return turn.failure();
  }

  /** The one turn of the process. It is in the version from the beginning. */
  private static final class Turn implements Next.Call, Next.Turn {
    /** A process that is ended is dead at once, and its thread may take long to come back. */
    private static final long POLL_MILLIS = 10;

    private static final long PAUSE_NANOS = 50_000;

    private final Version version;
    private final String name;
    private final Callable<Next> body;
    private final CountDownLatch ended = new CountDownLatch(1);

    /** Written by the process before it ends, read by the load after that. */
    private volatile String failure = "its process was ended before it had returned";

    Turn(Version version, String name, Body code) {
      this.version = version;
      this.name = name;
      body =
          Lanes.partOfThisJob(() -> {
            code.run();
            return Next.Stop.STOP;
          });
    }

    /** An interrupt that code of the version has left on the thread of the load says nothing. */
    void awaitEnd() {
      try {
        if (ended.await(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      } catch (InterruptedException _) {
        // whether the process has ended is asked again
      }
    }

    Optional<String> failure() {
      return failure.isEmpty() ? Optional.empty() : Optional.of(failure);
    }

    @Override
    public Next.Turn bind() {
      return this;
    }

    @Override
    public String called() {
      return "%s:%s/0".formatted(version.id().module(), name);
    }

    @Override
    public Next run() throws Exception {
      try {
        Next next = body.call();
        failure = "";
        return next;
      } catch (Throwable e) {
        failure = "its %s did not return: %s".formatted(name, reason(e));
        throw e;
      } finally {
        ended.countDown();
      }
    }

    private static ExitReason reason(Throwable thrown) {
      return thrown instanceof ProcessExit exit ? exit.reason() : ExitReason.of(thrown);
    }

    @Override
    public boolean upToDate() {
      return true;
    }

    @Override
    public ClassLoader code() {
      return version.loader();
    }
  }
}
