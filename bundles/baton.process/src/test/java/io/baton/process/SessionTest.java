package io.baton.process;

import static io.baton.api.process.ExitReason.KILLED;
import static io.baton.api.process.ExitReason.NORMAL;
import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.monitor;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.fixtures.Await.CAP;
import static io.baton.fixtures.Await.until;
import static io.baton.process.Scene.Never;
import static io.baton.process.Scene.inProcess;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.process.Down;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.api.process.Processes;
import io.baton.process.state.LocalProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The process that a shell session is, whichever thread it is on. */
class SessionTest {
  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  private final Object session = new Object();

  private <T> T inSession(Callable<T> body) throws Exception {
    return active.runtime().runAs(session, body);
  }

  private static <T> T onThread(Callable<T> body) throws Exception {
    var task = new FutureTask<T>(body);
    Thread.ofPlatform().start(task);
    return task.get(10, TimeUnit.SECONDS);
  }

  @Test
  void sessionHasThePidOfNoThread() throws Exception {
    Pid pid = inSession(Processes::self);

    assertThat(pid).isNotEqualTo(self());
  }

  @Test
  void sessionKeepsItsPidFromCallToCallAndFromThreadToThread() throws Exception {
    Pid first = inSession(Processes::self);

    Pid second = onThread(() -> inSession(Processes::self));

    assertThat(second).isSameAs(first);
  }

  @Test
  void twoSessionsHaveTwoPids() throws Exception {
    Pid first = inSession(Processes::self);

    Pid second = active.runtime().runAs(new Object(), Processes::self);

    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void sessionsAreKnownByTheirIdentity() throws Exception {
    Object strange =
        new Object() {
          @Override
          public int hashCode() {
            throw new IllegalStateException("no hash");
          }

          @Override
          public boolean equals(Object other) {
            throw new IllegalStateException("not comparable");
          }
        };

    Pid first = active.runtime().runAs(strange, Processes::self);

    assertThat(active.runtime().runAs(strange, Processes::self)).isSameAs(first);
    assertThat(inSession(Processes::self)).isNotEqualTo(first);
  }

  @Test
  void mailboxIsThereInTheNextCall() throws Exception {
    Pid pid = inSession(Processes::self);
    send(pid, "hello");

    String message = inSession(() -> receive(String.class));

    assertThat(message).isEqualTo("hello");
  }

  @Test
  void bodyWithinABodyIsTheSameProcess() throws Exception {
    boolean same = inSession(() -> self() == inSession(Processes::self));

    assertThat(same).isTrue();
  }

  @Test
  void threadIsItselfWhileItsSessionIsBusyOnAnother() throws Exception {
    Pid test = self();
    Pid inside =
        inSession(() -> {
          Pid other = onThread(() -> inSession(Processes::self));
          assertThat(other).isNotIn(test, self());
          return self();
        });

    assertThat(inSession(Processes::self)).isSameAs(inside);
  }

  @Test
  void processIsItselfAgainAfterTheBody() throws Exception {
    boolean same =
        inProcess(() -> {
          Pid before = self();
          Pid inside = inSession(Processes::self);
          return before != inside && before == self();
        });

    assertThat(same).isTrue();
  }

  @Test
  void whatTheBodyThrowsIsThrown() {
    assertThatThrownBy(() ->
            inSession(() -> {
              throw new IOException("disk full");
            }))
        .isInstanceOf(IOException.class)
        .hasMessage("disk full");
  }

  @Test
  void sessionThatIsKilledHasANewPidInTheNextCall() throws Exception {
    Pid test = self();
    var killed =
        new FutureTask<Pid>(() ->
            inSession(() -> {
              send(test, self());
              receive(Never.class);
              return test;
            }));
    Thread.ofPlatform().start(killed);
    Pid before = receive(Pid.class, CAP).orElseThrow();

    active.runtime().kill(active.process(before));

    assertThatThrownBy(() -> killed.get(10, TimeUnit.SECONDS))
        .hasCauseInstanceOf(ProcessExit.class)
        .hasRootCauseMessage("process exit: " + KILLED);
    assertThat(inSession(Processes::self)).isNotEqualTo(before);
    assertThat(isAlive(before)).isFalse();
  }

  @Test
  void threadIsNotInterruptedAfterItsSessionWasKilled() throws Exception {
    boolean interrupted =
        onThread(() -> {
          assertThatThrownBy(() -> inSession(() -> waitAndBeKilled()))
              .isInstanceOf(ProcessExit.class);
          return Thread.currentThread().isInterrupted();
        });

    assertThat(interrupted).isFalse();
  }

  private Pid waitAndBeKilled() {
    LocalProcess me = active.process(self());
    Processes.spawn(() -> {
      until(() -> me.waitsFor().isPresent());
      active.runtime().kill(me);
    });
    receive(Never.class);
    return me.pid();
  }

  @Test
  void idleSessionThatIsKilledDoesNotInterruptTheThreadThatItWasOn() throws Exception {
    Pid pid = inSession(Processes::self);
    LocalProcess idle = active.process(pid);

    onThread(() -> {
      active.runtime().kill(idle);
      return pid;
    });

    assertThat(Thread.interrupted()).isFalse();
    assertThat(isAlive(pid)).isFalse();
  }

  @Test
  void idleSessionIsOnNoThread() throws Exception {
    Pid pid = inSession(Processes::self);

    Thread thread = active.process(pid).thread();

    assertThat(thread).isNotSameAs(Thread.currentThread());
    assertThat(thread.isAlive()).isFalse();
  }

  @Test
  void busySessionIsOnItsThread() throws Exception {
    boolean there = inSession(() -> active.process(self()).thread() == Thread.currentThread());

    assertThat(there).isTrue();
  }

  @Test
  void sessionThatIsGoneTakesItsProcessWithIt() throws Exception {
    Pid pid = active.runtime().runAs(new Object(), Processes::self);
    monitor(pid);

    for (int i = 0; i < 100 && isAlive(pid); i++) {
      System.gc();
      active.runtime().runAs(new Object(), Processes::self);
    }

    assertThat(receive(Down.class, Duration.ZERO).map(Down::reason)).contains(NORMAL);
  }
}
