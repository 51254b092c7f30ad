package io.baton.otp.supervisor;

import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.monitor;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.unlink;

import io.baton.api.process.Down;
import io.baton.api.process.Exit;
import io.baton.api.process.ExitReason;
import io.baton.api.process.MonitorRef;
import io.baton.api.process.Pid;
import io.baton.api.supervisor.Restart;
import io.baton.api.supervisor.Shutdown;
import io.baton.otp.request.Deadline;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stops children of one supervisor. Erlang: {@code supervisor:shutdown/1}. */
final class Stops {
  /**
   * Maximum wait for the exit signal of a child that has just ended by itself: the signal is on its
   * way, so this is far longer than it takes.
   */
  private static final Duration ON_ITS_WAY = Duration.ofSeconds(1);

  private final Reports reports;
  private final ResponsiveWait responsiveWait;

  Stops(Reports reports, ResponsiveWait responsiveWait) {
    this.reports = reports;
    this.responsiveWait = responsiveWait;
  }

  /** A child that has received an exit signal. */
  private record Ending(ChildRecord child, Pid pid, @Nullable ExitReason before) {}

  /** Stops one child. Afterwards it has ended, and none of its messages are left in the mailbox. */
  void stop(ChildRecord child) {
    stopAll(List.of(child), child.spec().shutdown());
  }

  /** Stops several children in parallel. */
  void stopAll(List<ChildRecord> children, Shutdown how) {
    Map<MonitorRef, Ending> waiting = new HashMap<>();
    for (ChildRecord child : children) {
      Pid pid = child.pid();
      if (pid != null) {
        waiting.put(monitor(pid), signal(child, pid, how));
      }
    }
    if (how instanceof Shutdown.Within(Duration time)) {
      await(waiting, how, Optional.of(new Deadline(time)));
      waiting.values().forEach(ending -> exit(ending.pid(), ExitReason.KILL));
    }
    await(waiting, how, Optional.empty());
  }

  /**
   * Unlinks the child and sends the exit signal; from now on only the monitor reports its end. A
   * monitor set too late does not know the reason, but then the link does.
   */
  private static Ending signal(ChildRecord child, Pid pid, Shutdown how) {
    Duration grace = isAlive(pid) ? Duration.ZERO : ON_ITS_WAY;
    Optional<Exit> before = receive(Exit.class, e -> e.from().equals(pid), grace);
    unlink(pid);
    before = before.or(() -> receive(Exit.class, e -> e.from().equals(pid), Duration.ZERO));
    exit(pid, how instanceof Shutdown.BrutalKill ? ExitReason.KILL : ExitReason.SHUTDOWN);
    return new Ending(child, pid, before.map(Exit::reason).orElse(null));
  }

  private void await(Map<MonitorRef, Ending> waiting, Shutdown how, Optional<Deadline> deadline) {
    while (!waiting.isEmpty()) {
      Object message =
          responsiveWait.await(
              m -> m instanceof Down down && waiting.containsKey(down.ref()), deadline);
      if (!(message instanceof Down down)) {
        return;
      }
      Ending ending = waiting.remove(down.ref());
      if (ending != null) {
        report(ending, down.reason(), how);
      }
    }
  }

  private void report(Ending ending, ExitReason last, Shutdown how) {
    ExitReason reason = ending.before() == null ? last : ending.before();
    boolean expected =
        how instanceof Shutdown.BrutalKill
            ? reason.equals(ExitReason.KILLED)
            : ExitReason.isOrderly(reason)
                && !(reason.equals(ExitReason.NORMAL) && ending.child().is(Restart.PERMANENT));
    if (!expected) {
      reports.error(Reports.Context.SHUTDOWN_ERROR, ending.child(), reason);
    }
  }
}
