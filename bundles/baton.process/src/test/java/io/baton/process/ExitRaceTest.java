package io.baton.process;

import static io.baton.api.process.ExitReason.KILLED;
import static io.baton.api.process.ExitReason.NOPROC;
import static io.baton.api.process.ExitReason.SHUTDOWN;
import static io.baton.api.process.Processes.demonitor;
import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.link;
import static io.baton.api.process.Processes.monitor;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.api.process.Processes.trapExits;
import static io.baton.api.process.Processes.unlink;
import static io.baton.process.Scene.once;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.process.Down;
import io.baton.api.process.Exit;
import io.baton.api.process.ExitReason;
import io.baton.api.process.MonitorRef;
import io.baton.api.process.Pid;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Operations on a process while it ends: all outcomes, and no other. */
class ExitRaceTest {
  @RegisterExtension final ActiveRuntime active = new ActiveRuntime();

  /** The other side ends a waiting process, with reason shutdown. */
  private abstract static class Ending implements Race.Round {
    final Pid other = spawn(once(() -> receive(Scene.Never.class)));

    /** Returns the next message of a monitor of the test's thread. */
    final Optional<ExitReason> down() {
      return receive(Down.class, down -> down.pid() == other, Duration.ZERO).map(Down::reason);
    }

    /** Returns the next exit message of a link of the test's thread. */
    final Optional<ExitReason> exitMessage() {
      return receive(Exit.class, exit -> exit.from() == other, Duration.ZERO).map(Exit::reason);
    }

    @Override
    public void there() {
      exit(other, SHUTDOWN);
    }

    @Override
    public void check() {
      assertThat(isAlive(other)).isFalse();
    }
  }

  /** Linked before the end: its reason. After it: noproc. Never nothing, never both. */
  @Test
  void linkAgainstExitTellsTheEndOnce() throws Exception {
    trapExits(true);

    Race.run(() ->
        new Ending() {
          @Override
          public void here() {
            link(other);
          }

          @Override
          public void check() {
            assertThat(exitMessage().orElseThrow()).isIn(SHUTDOWN, NOPROC);
            assertThat(exitMessage()).isEmpty();
          }
        });
  }

  /** Removed before the end: nothing. After it: the message has come already. */
  @Test
  void unlinkAgainstExitLetsNothingComeAfterwards() throws Exception {
    trapExits(true);

    Race.run(() ->
        new Ending() {
          {
            link(other);
          }

          @Override
          public void here() {
            unlink(other);
            exitMessage();
          }

          @Override
          public void check() {
            assertThat(exitMessage()).isEmpty();
          }
        });
  }

  /** Watched before the end: its reason. After it: noproc. Never nothing, never both. */
  @Test
  void monitorAgainstExitTellsTheEndOnce() throws Exception {
    Race.run(() ->
        new Ending() {
          @Override
          public void here() {
            monitor(other);
          }

          @Override
          public void check() {
            assertThat(down().orElseThrow()).isIn(SHUTDOWN, NOPROC);
            assertThat(down()).isEmpty();
          }
        });
  }

  /** Whether before or after the end: nothing comes any more. */
  @Test
  void demonitorAgainstExitLetsNothingComeAfterwards() throws Exception {
    Race.run(() ->
        new Ending() {
          final MonitorRef ref = monitor(other);

          @Override
          public void here() {
            demonitor(ref);
          }

          @Override
          public void check() {
            assertThat(down()).isEmpty();
          }
        });
  }

  /** Before the end or after it: the sender does not notice. */
  @Test
  void sendAgainstExitIsNeverAnError() throws Exception {
    Race.run(() ->
        new Ending() {
          @Override
          public void here() {
            send(other, "hello");
          }
        });
  }

  /** Two ends at the same time: one of the reasons, reported once. */
  @Test
  void exitAgainstExitHasOneReason() throws Exception {
    Race.run(() ->
        new Ending() {
          {
            monitor(other);
          }

          @Override
          public void here() {
            exit(other, ExitReason.KILL);
          }

          @Override
          public void check() {
            assertThat(down().orElseThrow()).isIn(SHUTDOWN, KILLED);
            assertThat(down()).isEmpty();
          }
        });
  }
}
