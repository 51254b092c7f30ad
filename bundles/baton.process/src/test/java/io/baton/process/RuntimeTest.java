package io.baton.process;

import static io.baton.api.process.ExitReason.SHUTDOWN;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.fixtures.Await.until;
import static io.baton.process.Scene.Never;
import static io.baton.process.Scene.once;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.api.process.Processes;
import io.baton.fixtures.Await;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The start and the end of the process runtime. */
class RuntimeTest {
  private final Remembered remembered = begin();
  private final ProcessSystem processes = remembered.runtime;

  private static Remembered begin() {
    return Remembered.begin(new NothingConverts(), (_, _) -> () -> {});
  }

  @AfterEach
  void stop() {
    remembered.end();
  }

  @Test
  void aSystemThatHasBegunServes() {
    Pid pid = self();

    assertThat(processes.running()).extracting(p -> p.pid()).containsExactly(pid);
    assertThat(processes.adopt(Thread.currentThread()).pid()).isSameAs(pid);
  }

  @Test
  void stopEndsAllProcessesWithReasonShutdown() throws Exception {
    var reasons = new ConcurrentLinkedQueue<ExitReason>();
    var waiting = new CountDownLatch(10);
    var ended = new CountDownLatch(10);
    for (int i = 0; i < 10; i++) {
      Processes.spawn(
          once(() -> {
            waiting.countDown();
            try {
              receive(Never.class);
            } catch (ProcessExit exit) {
              reasons.add(exit.reason());
            }
            ended.countDown();
          }));
    }
    Await.await(waiting);
    until(() -> processes.running().stream().allMatch(p -> p.waitsFor().isPresent()));

    remembered.end();

    Await.await(ended);
    assertThat(reasons).hasSize(10).containsOnly(SHUTDOWN);
    until(() -> processes.running().isEmpty());
  }

  @Test
  void withoutARuntimeEveryFunctionIsRefused() {
    remembered.end();

    assertThatThrownBy(Processes::self)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no process runtime: the bundle baton.process must be started first");
    assertThatThrownBy(() -> Processes.spawn(() -> {})).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> receive(String.class)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void runtimeThatStopsLateDoesNotStopTheNextOne() {
    var next = begin();

    remembered.end();

    assertThat(self()).isNotNull();
    next.end();
  }

  @Test
  void withoutARuntimeStopIsStillANext() {
    remembered.end();

    assertThat(Processes.stop()).isNotNull();
  }

  /** Spawned before the stop, at the same time or after it: it does not live on. */
  @Test
  void spawnAgainstStopLeavesNoProcessBehind() throws Exception {
    Race.run(() ->
        new Race.Round() {
          private final ProcessSystem runtime = new ProcessSystem(new NothingConverts());
          private volatile Pid pid;

          @Override
          public void here() {
            pid = runtime.spawn(once(() -> runtime.receive(Never.class, _ -> true)));
          }

          @Override
          public void there() {
            runtime.stop();
          }

          @Override
          public void check() {
            assertThat(runtime.isAlive(pid)).isFalse();
          }
        });
  }
}
