package io.baton.process;

import static io.baton.api.process.ExitReason.KILL;
import static io.baton.api.process.ExitReason.KILLED;
import static io.baton.api.process.Inspection.info;
import static io.baton.api.process.Inspection.mailboxLength;
import static io.baton.api.process.Inspection.processes;
import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.link;
import static io.baton.api.process.Processes.monitor;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.register;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.api.process.Processes.trapExits;
import static io.baton.fixtures.Await.CAP;
import static io.baton.fixtures.Await.until;
import static io.baton.process.Scene.once;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Pid;
import io.baton.api.process.ProcessInfo;
import io.baton.api.process.ProcessInfo.State;
import io.baton.fixtures.MarkedVersionLoader;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class InspectionTest {
  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  /** Code of a version: whatever runs in it has a marked frame on its stack. */
  private record Code(Runnable body) implements Runnable {
    @Override
    public void run() {
      body.run();
    }
  }

  private static ProcessInfo of(Pid pid) {
    return info(pid).orElseThrow();
  }

  private void untilItWaits(Pid pid) {
    until(() -> active.process(pid).waitsFor().isPresent());
  }

  @Test
  void livingProcessesAreListed() {
    Pid one = Scene.idle().pid();
    Pid two = Scene.idle().pid();
    exit(two, KILL);

    assertThat(processes()).contains(one, self()).doesNotContain(two);
  }

  @Test
  void processThatWaitsSaysWhatFor() {
    Pid pid = Scene.idle().pid();
    untilItWaits(pid);

    assertThat(of(pid).state()).isEqualTo(new State.Waiting("receive Never"));
    assertThat(of(pid).state()).hasToString("receive Never");
  }

  @Test
  void processThatComputesIsRunning() {
    var stop = new AtomicBoolean();
    Pid pid =
        spawn(() -> {
          while (!stop.get()) {
            Thread.onSpinWait();
          }
        });

    assertThat(of(pid).state()).isEqualTo(new State.Running());
    stop.set(true);
  }

  @Test
  void processThatSleepsWaits() {
    Pid pid = spawn(once(() -> Thread.sleep(Duration.ofDays(1))));

    until(() -> of(pid).state() instanceof State.Waiting);

    exit(pid, KILL);
  }

  @Test
  void processThatHasEndedButNotComeBackSaysSo() {
    var stop = new AtomicBoolean();
    Pid test = self();
    Pid pid =
        spawn(() -> {
          send(test, "here");
          while (!stop.get()) {
            Thread.onSpinWait();
          }
        });
    assertThat(receive(String.class, CAP)).contains("here");

    exit(pid, KILL);

    assertThat(of(pid).state()).isEqualTo(new State.Ended(KILLED));
    assertThat(mailboxLength(pid)).isEmpty();
    stop.set(true);
    until(() -> info(pid).isEmpty());
  }

  @Test
  void relationsAreThoseOfTheProcess() {
    Pid other = Scene.idle().pid();
    Pid test = self();
    Pid pid =
        spawn(() -> {
          trapExits(true);
          link(other);
          monitor(test);
          register("clock", self());
          receive(Scene.Never.class);
        });
    untilItWaits(pid);

    ProcessInfo info = of(pid);

    assertThat(info.links()).isEqualTo(Set.of(other));
    assertThat(info.monitors()).isEqualTo(Set.of(test));
    assertThat(info.trapsExits()).isTrue();
    assertThat(info.name()).contains("clock");
    assertThat(of(other).links()).isEqualTo(Set.of(pid));
    assertThat(of(other).trapsExits()).isFalse();
  }

  @Test
  void mailboxLengthCountsSkippedAndNewMessages() {
    send(self(), 1);
    send(self(), 2);
    assertThat(receive(Scene.Never.class, Duration.ZERO)).isEmpty();
    send(self(), 3);

    assertThat(of(self()).mailboxLength()).isEqualTo(3);
    assertThat(mailboxLength(self())).hasValue(3);
  }

  @Test
  void workIsCounted() {
    Instant before = Instant.now().minusMillis(100);
    Pid test = self();
    Pid pid =
        spawn(
            once(() -> {
              receive(String.class);
              receive(String.class);
              send(test, "both");
              receive(Scene.Never.class);
            }));
    send(pid, "a");
    send(pid, "b");
    assertThat(receive(String.class, CAP)).contains("both");
    untilItWaits(pid);

    ProcessInfo.Work work = of(pid).work();

    assertThat(work.received()).isEqualTo(2);
    assertThat(work.turns()).isEqualTo(1);
    assertThat(work.dropped()).isZero();
    assertThat(work.cpuTime()).isEmpty();
    assertThat(work.began()).isBetween(before, Instant.now());
  }

  @Test
  void threadHasAProcessorTime() throws Exception {
    Thread thread =
        Thread.ofPlatform()
            .name("http-7")
            .unstarted(() -> {
              self();
              receive(Scene.Never.class);
            });
    thread.start();
    until(() -> active.runtime().running().stream().anyMatch(p -> p.thread() == thread));
    Pid pid = active.runtime().adopt(thread).pid();

    ProcessInfo info = of(pid);

    assertThat(info.initialCall()).isEqualTo("thread http-7");
    assertThat(info.work().cpuTime().orElseThrow()).isPositive();
    exit(pid, KILL);
    thread.join(CAP);
  }

  @Test
  void innermostFunctionOfAModuleIsSaidWithItsVersion() throws Exception {
    var version = new MarkedVersionLoader("2.1.0#7", InspectionTest.class);
    Runnable code =
        (Runnable) version.make(Code.class, (Runnable) () -> receive(Scene.Never.class));
    Pid pid = spawn(code);
    untilItWaits(pid);

    ProcessInfo.Function function = of(pid).function().orElseThrow();

    assertThat(function.name()).startsWith("io.baton.process.InspectionTest$Code.run:");
    assertThat(function.version()).isEqualTo("2.1.0");
    assertThat(function.number()).isEqualTo(7);
    assertThat(of(pid).initialCall()).isEqualTo("io.baton.process.InspectionTest$Code");
  }

  @Test
  void processOutsideOfModulesIsInNoFunction() {
    assertThat(of(Scene.idle().pid()).function()).isEqualTo(Optional.empty());
  }
}
