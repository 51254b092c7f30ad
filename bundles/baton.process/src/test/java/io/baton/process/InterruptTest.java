package io.baton.process;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.fixtures.Await.CAP;
import static io.baton.fixtures.Await.until;
import static io.baton.process.Scene.Never;
import static io.baton.process.Scene.inProcess;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.process.state.LocalProcess;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An interrupt that does not mean that the process has been ended. */
class InterruptTest {
  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  private record Woken(String message, boolean interrupted) {}

  @Test
  void interruptedReceiveKeepsWaitingAndTheInterruptIsThereAfterwards() {
    Pid test = self();
    Pid waiting =
        Processes.spawn(() -> {
          String message = receive(String.class);
          send(test, new Woken(message, Thread.currentThread().isInterrupted()));
        });
    LocalProcess process = active.process(waiting);
    until(() -> process.waitsFor().isPresent());

    process.thread().interrupt();
    until(() -> process.waitsFor().isPresent() && !process.thread().isInterrupted());
    send(waiting, "hello");

    assertThat(receive(Woken.class, CAP)).contains(new Woken("hello", true));
  }

  @Test
  void interruptFromBeforeTheReceiveDoesNotEndItEither() throws Exception {
    Woken woken =
        inProcess(() -> {
          Pid waiting = self();
          Processes.spawn(() -> {
            until(() -> active.process(waiting).waitsFor().isPresent());
            send(waiting, "hello");
          });
          Thread.currentThread().interrupt();
          return new Woken(receive(String.class), Thread.currentThread().isInterrupted());
        });

    assertThat(woken).isEqualTo(new Woken("hello", true));
  }

  @Test
  void interruptIsThereAfterATimeOutToo() throws Exception {
    boolean interrupted =
        inProcess(() -> {
          Thread.currentThread().interrupt();
          Optional<Never> none = receive(Never.class, Duration.ofMillis(1));
          return none.isEmpty() && Thread.currentThread().isInterrupted();
        });

    assertThat(interrupted).isTrue();
  }

  @Test
  void receiveThatNeedNotWaitLeavesTheInterruptAlone() throws Exception {
    boolean interrupted =
        inProcess(() -> {
          send(self(), "hello");
          Thread.currentThread().interrupt();
          receive(String.class);
          return Thread.currentThread().isInterrupted();
        });

    assertThat(interrupted).isTrue();
  }
}
