package io.baton.process;

import static io.baton.api.process.ExitReason.NORMAL;
import static io.baton.api.process.ExitReason.SHUTDOWN;
import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawnMonitor;
import static io.baton.fixtures.Await.CAP;
import static io.baton.process.Scene.endOf;
import static io.baton.process.Scene.once;
import static io.baton.process.Scene.reason;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.api.process.Spawned;
import io.baton.fixtures.Await;
import io.baton.process.state.LocalProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a process ends that throws something. */
class FailureTest {
  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  /** An exception of a module may do anything. */
  private static final class Rude extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("I have no message");
    }
  }

  @Test
  void uncaughtExceptionIsTheReasonAsText() {
    ExitReason reason =
        endOf(() -> {
          throw new IOException("disk full");
        });

    assertThat(reason)
        .isInstanceOf(ExitReason.Failed.class)
        .hasToString("java.io.IOException: disk full");
    var failed = (ExitReason.Failed) reason;
    assertThat(failed.type()).isEqualTo("java.io.IOException");
    assertThat(failed.message()).isEqualTo("disk full");
  }

  @Test
  void traceBeginsWithTheFrameThatThrew() {
    var reason = (ExitReason.Failed) endOf(FailureTest::failHere);

    assertThat(reason.trace().getFirst()).contains("FailureTest.failHere(FailureTest.java:");
    assertThat(reason.trace()).hasSizeGreaterThan(1);
  }

  private static void failHere() {
    throw new IllegalStateException("here");
  }

  @Test
  void exceptionWithoutAMessageHasAnEmptyOne() {
    var reason =
        (ExitReason.Failed)
            endOf(() -> {
              throw new UnsupportedOperationException();
            });

    assertThat(reason.message()).isEmpty();
  }

  @Test
  void errorIsAReasonToo() {
    var reason =
        (ExitReason.Failed)
            endOf(() -> {
              throw new StackOverflowError();
            });

    assertThat(reason.type()).isEqualTo("java.lang.StackOverflowError");
  }

  @Test
  void exceptionThatCannotTellItsMessageEndsTheProcessAllTheSame() {
    Spawned process =
        spawnMonitor(
            once(() -> {
              throw new Rude();
            }));

    var reason = (ExitReason.Failed) reason(process);

    assertThat(reason.type()).isEqualTo(Rude.class.getName());
    Await.until(() -> hasLeft(process.pid()));
  }

  @Test
  void exitPassesThroughACatchOfException() {
    ExitReason reason =
        endOf(() -> {
          try {
            exit(SHUTDOWN);
          } catch (Exception _) {
            throw new IllegalStateException("caught");
          }
        });

    assertThat(reason).isEqualTo(SHUTDOWN);
  }

  @Test
  void exitOfItsOwnThatIsCaughtPassesThroughNothing() {
    ExitReason reason =
        endOf(() -> {
          try {
            exit(SHUTDOWN);
          } catch (ProcessExit e) {
            assertThat(e.reason()).isEqualTo(SHUTDOWN);
          }
        });

    assertThat(reason).isEqualTo(NORMAL);
  }

  @Test
  void catchingProcessExitDoesNotSaveAProcessThatWasEnded() {
    Pid test = self();
    Spawned process =
        spawnMonitor(
            once(() -> {
              send(test, "runs");
              try {
                receive(Scene.Never.class);
              } catch (ProcessExit _) {
                send(test, "saved");
              }
            }));
    assertThat(receive(String.class, CAP)).contains("runs");

    exit(process.pid(), SHUTDOWN);

    assertThat(reason(process)).isEqualTo(SHUTDOWN);
    Await.until(() -> hasLeft(process.pid()));
    assertThat(receive(String.class, Duration.ZERO)).isEmpty();
  }

  private boolean hasLeft(Pid pid) {
    return active.runtime().running().stream().noneMatch(running -> running.pid() == pid);
  }

  @Test
  void finallyBlocksOfAProcessThatExitsRun() {
    var ran = new AtomicBoolean();

    endOf(() -> {
      try {
        exit(SHUTDOWN);
      } finally {
        ran.set(true);
      }
    });

    assertThat(ran).isTrue();
  }

  @Test
  void finallyBlocksOfAProcessThatIsKilledRun() throws Exception {
    var ran = new CountDownLatch(1);
    Spawned process =
        spawnMonitor(
            once(() -> {
              try {
                receive(Scene.Never.class);
              } finally {
                ran.countDown();
              }
            }));
    LocalProcess known = active.process(process.pid());
    Await.until(() -> known.waitsFor().isPresent());

    exit(process.pid(), ExitReason.KILL);

    Await.await(ran);
    assertThat(reason(process)).isEqualTo(ExitReason.KILLED);
  }
}
