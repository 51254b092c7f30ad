package io.baton.process;

import static io.baton.api.process.ExitReason.KILLED;
import static io.baton.api.process.ExitReason.SHUTDOWN;
import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.link;
import static io.baton.api.process.Processes.monitor;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.register;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.spawn;
import static io.baton.api.process.Processes.spawnMonitor;
import static io.baton.api.process.Processes.trapExits;
import static io.baton.api.process.Processes.whereis;
import static io.baton.fixtures.Await.CAP;
import static io.baton.fixtures.Await.until;
import static io.baton.process.Scene.once;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Down;
import io.baton.api.process.Exit;
import io.baton.api.process.ExitReason;
import io.baton.api.process.MonitorRef;
import io.baton.api.process.Pid;
import io.baton.api.process.Spawned;
import io.baton.fixtures.Await;
import io.baton.process.reply.AwaitedReplies;
import io.baton.spi.ProcessTracing.Event;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An end that was decided is delivered, even if memory runs out during the delivery. */
class EndWithoutMemoryTest {
  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  /** Memory runs out where a message is put into a mailbox, so many times. */
  private static final class Shortage implements Consumer<Event> {
    private final AtomicInteger left;

    Shortage(int times) {
      left = new AtomicInteger(times);
    }

    @Override
    public void accept(Event event) {
      if (left.getAndDecrement() > 0) {
        throw new OutOfMemoryError("for a test");
      }
    }
  }

  private void shortOf(Pid receiver, int times) {
    var _ = active.runtime().tracing().trace(receiver, new Shortage(times));
  }

  /** A process that ends when the latch opens. */
  private static Pid endsWith(CountDownLatch latch) {
    return spawn(once(() -> Await.await(latch)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void monitorIsNotifiedOfAProcessThatEndsByItself(int times) {
    var end = new CountDownLatch(1);
    Pid process = endsWith(end);
    MonitorRef ref = monitor(process);
    shortOf(self(), times);

    end.countDown();

    assertThat(receive(Down.class, CAP)).contains(new Down(ref, process, ExitReason.NORMAL));
    assertThat(receive(Down.class, Duration.ofMillis(50))).isEmpty();
    until(() -> active.runtime().running().stream().noneMatch(p -> p.pid() == process));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5})
  void linkIsNotifiedOfAProcessThatIsEnded(int times) {
    trapExits(true);
    Spawned process = Scene.idle();
    link(process.pid());
    shortOf(self(), times);

    exit(process.pid(), SHUTDOWN);

    assertThat(receive(Exit.class, CAP)).contains(new Exit(process.pid(), SHUTDOWN));
    assertThat(receive(Down.class, CAP)).contains(new Down(process.ref(), process.pid(), SHUTDOWN));
    assertThat(receive(Object.class, Duration.ofMillis(50))).isEmpty();
  }

  @Test
  void chainOfLinksIsNotifiedToItsEnd() {
    Spawned last = Scene.idle();
    Spawned middle =
        spawnMonitor(
            once(() -> {
              link(last.pid());
              receive(Scene.Never.class);
            }));
    Spawned first =
        spawnMonitor(
            once(() -> {
              link(middle.pid());
              receive(Scene.Never.class);
            }));
    until(() -> isLinked(last.pid()) && isLinked(first.pid()));
    shortOf(self(), 2);

    exit(first.pid(), SHUTDOWN);

    for (Spawned each : new Spawned[] {first, middle, last}) {
      assertThat(Scene.reason(each)).isEqualTo(SHUTDOWN);
    }
  }

  private boolean isLinked(Pid pid) {
    return !active.process(pid).links().isEmpty();
  }

  @Test
  void traceThatFailsDoesNotPreventNotification() {
    Spawned process = Scene.idle();
    shortOf(process.pid(), 1);

    active.runtime().kill(active.process(process.pid()));

    assertThat(Scene.reason(process)).isEqualTo(KILLED);
  }

  @Test
  void nameIsFreeAndCallersAreRefused() {
    var asked = new CountDownLatch(1);
    Spawned server =
        spawnMonitor(
            once(() -> {
              register("server", self());
              asked.await();
            }));
    until(() -> whereis("server").isPresent());
    shortOf(self(), 3);
    AwaitedReplies replies = active.runtime().replies();
    var slot = replies.ask(server.pid(), from -> from);

    asked.countDown();

    assertThat(slot.await(CAP)).hasToString("Ended[reason=normal]");
    assertThat(whereis("server")).isEmpty();
    assertThat(Scene.reason(server)).isEqualTo(ExitReason.NORMAL);
  }
}
