package io.baton.process;

import static io.baton.api.process.ExitReason.KILLED;
import static io.baton.api.process.ExitReason.NORMAL;
import static io.baton.api.process.ExitReason.SHUTDOWN;
import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.monitor;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.fixtures.Await.CAP;
import static io.baton.fixtures.Await.until;
import static io.baton.process.Scene.Never;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.api.process.Processes;
import io.baton.fixtures.Once;
import io.baton.process.state.LocalProcess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A thread that is not a process. */
class ThreadProcessTest {
  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  /** Runs a body on a new thread to its end, and returns its result. */
  private static <T> T onThread(Callable<T> body) throws Exception {
    var task = new FutureTask<T>(body);
    Thread thread = Thread.ofPlatform().start(task);
    T result = task.get(10, TimeUnit.SECONDS);
    thread.join(CAP);
    return result;
  }

  private static void assertEnds(Once.Body function, ExitReason reason) {
    assertThatThrownBy(function::run)
        .isInstanceOfSatisfying(
            ProcessExit.class, exit -> assertThat(exit.reason()).isEqualTo(reason));
  }

  private LocalProcess me() {
    return active.process(self());
  }

  @Test
  void threadHasOnePidFromItsFirstCallOn() {
    Pid first = self();

    assertThat(self()).isSameAs(first);
    assertThat(isAlive(first)).isTrue();
  }

  @Test
  void everyThreadHasAPidOfItsOwn() throws Exception {
    Pid other = onThread(Processes::self);

    assertThat(other).isNotEqualTo(self());
  }

  @Test
  void threadHasAMailbox() {
    Pid test = self();

    spawn(() -> send(test, "hello"));

    assertThat(receive(String.class, CAP)).contains("hello");
  }

  @Test
  void threadThatOnlySendsIsNotMadeKnown() {
    Pid other = spawn(() -> receive(Never.class));

    send(other, "hello");

    assertThat(active.runtime().running()).extracting(p -> p.pid()).doesNotContainNull().hasSize(1);
  }

  @Test
  void threadThatIsAdoptedIsKnownAsWhatItIsItself() throws Exception {
    Pid adopted = active.runtime().adopt(Thread.currentThread()).pid();

    assertThat(self()).isSameAs(adopted);
    assertThat(active.runtime().adopt(Thread.currentThread()).pid()).isSameAs(adopted);
  }

  @Test
  void killedThreadGetsItsExitOnceAndHasANewPidAfterwards() {
    Pid before = self();

    active.runtime().kill(me());

    assertEnds(Processes::self, KILLED);
    assertThat(self()).isNotEqualTo(before);
    assertThat(isAlive(before)).isFalse();
  }

  @Test
  void threadThatIsKilledInReceiveGetsItsExitOnceAndHasANewPidAfterwards() throws Exception {
    Pid test = self();

    List<Pid> pids =
        onThread(() -> {
          Pid before = self();
          LocalProcess me = me();
          spawn(() -> {
            until(() -> me.waitsFor().isPresent());
            active.runtime().kill(me);
          });
          assertEnds(() -> receive(Never.class), KILLED);
          return List.of(before, self());
        });

    assertThat(pids).doesNotHaveDuplicates().doesNotContain(test);
  }

  @Test
  void killedThreadThatRunsNoModuleIsNotInterrupted() throws Exception {
    boolean interrupted =
        onThread(() -> {
          LocalProcess me = me();
          Thread killer = Thread.ofPlatform().start(() -> active.runtime().kill(me));
          killer.join(CAP);
          until(() -> !active.runtime().running().contains(me));
          return Thread.currentThread().isInterrupted();
        });

    assertThat(interrupted).isFalse();
  }

  @Test
  void threadThatIsKilledInReceiveIsNotInterruptedAfterwards() throws Exception {
    boolean interrupted =
        onThread(() -> {
          LocalProcess me = me();
          spawn(() -> {
            until(() -> me.waitsFor().isPresent());
            active.runtime().kill(me);
          });
          assertEnds(() -> receive(Never.class), KILLED);
          return Thread.currentThread().isInterrupted();
        });

    assertThat(interrupted).isFalse();
  }

  @Test
  void threadThatEndsItselfHasANewPidAfterwards() {
    Pid before = self();

    assertEnds(() -> exit(self(), SHUTDOWN), SHUTDOWN);

    assertThat(self()).isNotEqualTo(before);
  }

  @Test
  void exitOfAThreadIsSeenByItsMonitors() throws Exception {
    Pid test = self();

    Pid thread =
        onThread(() -> {
          Pid me = self();
          spawn(() -> {
            monitor(me);
            send(me, "watched");
            send(test, receive(Down.class, CAP).orElseThrow().reason());
          });
          assertThat(receive(String.class, CAP)).contains("watched");
          assertEnds(() -> exit(SHUTDOWN), SHUTDOWN);
          return me;
        });

    assertThat(receive(ExitReason.class, CAP)).contains(SHUTDOWN);
    assertThat(isAlive(thread)).isFalse();
  }

  @Test
  void pidOfAThreadThatHasEndedEndsWhenTheNextThreadBecomesKnown() throws Exception {
    Pid test = self();
    Pid gone = onThread(Processes::self);
    monitor(gone);

    onThread(Processes::self);

    assertThat(receive(Down.class, Duration.ZERO).map(Down::reason)).contains(NORMAL);
    assertThat(isAlive(gone)).isFalse();
    assertThat(self()).isSameAs(test);
  }

  @Test
  void threadThatIsLinkedEndsToo() throws Exception {
    ExitReason reason =
        onThread(() -> {
          Pid me = self();
          LocalProcess known = me();
          spawn(() -> {
            Processes.link(me);
            Processes.exit(SHUTDOWN);
          });
          until(() -> known.ended() != null);
          return known.ended();
        });

    assertThat(reason).isEqualTo(SHUTDOWN);
  }
}
