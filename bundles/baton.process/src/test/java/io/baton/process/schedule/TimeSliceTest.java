package io.baton.process.schedule;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.fixtures.Await.await;
import static io.baton.fixtures.Await.until;
import static io.baton.process.Scene.once;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.fixtures.Await;
import io.baton.fixtures.Once;
import io.baton.process.ActiveRuntime;
import io.baton.process.state.LocalProcess;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Processes that were asked to step aside. */
class TimeSliceTest {
  @RegisterExtension private final ActiveRuntime active = new ActiveRuntime();

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch after = new CountDownLatch(1);
  private final AtomicBoolean over = new AtomicBoolean();

  @AfterEach
  void end() {
    over.set(true);
  }

  private void beAsked() throws InterruptedException {
    begun.countDown();
    await(asked);
  }

  /** Runs until it is over, without a pause. */
  private void compute() {
    after.countDown();
    while (!over.get()) {
      Thread.onSpinWait();
    }
  }

  /** Asks a process that has begun, and lets it go on. */
  private LocalProcess ask(Pid pid) throws InterruptedException {
    await(begun);
    LocalProcess process = active.process(pid);
    boolean _ = process.slice().end();
    asked.countDown();
    return process;
  }

  @Test
  void computingProcessHasNotPaused() throws InterruptedException {
    Pid pid =
        spawn(
            once(() -> {
              beAsked();
              compute();
            }));
    LocalProcess process = ask(pid);
    await(after);

    assertThat(process.slice().end()).isFalse();
  }

  @Test
  void processThatTakesAWaitingMessageHasPaused() throws InterruptedException {
    Pid pid =
        spawn(
            once(() -> {
              beAsked();
              receive(String.class);
              compute();
            }));
    send(pid, "one");
    LocalProcess process = ask(pid);
    await(after);

    assertThat(process.slice().end()).isTrue();
  }

  @Test
  void processThatStandsAsideIsResumed() throws Exception {
    TimeSlice.letOthersRun();
    Thread thread = Thread.ofVirtual().start(new TimeSlice()::stepAside);
    until(() -> thread.getState() == Thread.State.TIMED_WAITING);

    TimeSlice.resumeAll();

    assertThat(thread.join(Await.CAP)).isTrue();
  }

  @Test
  void anInterruptIsKeptWhileOneStandsAside() throws Exception {
    var kept = new AtomicBoolean();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              Thread.currentThread().interrupt();
              new TimeSlice().stepAside();
              kept.set(Thread.interrupted());
            });

    assertThat(thread.join(Await.CAP)).isTrue();
    assertThat(kept).isTrue();
  }

  private Next beAskedAndGoOn() throws InterruptedException {
    beAsked();
    return once(this::compute);
  }

  @Test
  void processThatBeginsATurnHasPaused() throws InterruptedException {
    LocalProcess process = ask(spawn(new Once(this::beAskedAndGoOn)));
    await(after);

    assertThat(process.slice().end()).isTrue();
  }

  @Test
  void waitingProcessHasPaused() throws InterruptedException {
    Pid pid =
        spawn(
            once(() -> {
              beAsked();
              receive(String.class);
            }));
    LocalProcess process = ask(pid);
    until(process.mailbox()::isWaiting);

    assertThat(process.slice().end()).isTrue();
    send(pid, "end");
  }
}
