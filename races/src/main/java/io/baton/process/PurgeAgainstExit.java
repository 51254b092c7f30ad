package io.baton.process;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.baton.api.process.ExitReason;
import io.baton.process.state.LocalProcess;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Purge against kill: a process that a purge ends is ended by another thread. */
@JCStressTest
@Description("A purge kills a process, which gets an exit signal of another process.")
@Outcome(
    id = "\\[killed\\] \\[killed\\] killed, gone",
    expect = ACCEPTABLE,
    desc = "The purge comes first: its reason, told once to links and monitors.")
@Outcome(
    id = "\\[shutdown\\] \\[shutdown\\] shutdown, gone",
    expect = ACCEPTABLE,
    desc = "The signal comes first: its reason, told once to links and monitors.")
@Outcome(
    expect = FORBIDDEN,
    desc = "Two ends, two reasons, none, a process that lives, or a name that is not free.")
@State
public class PurgeAgainstExit {
  private final LocalProcess me = Cells.trapping();
  private final LocalProcess other = Cells.process();
  private final String name = "name of " + other.pid();

  /** A process with a name, a link and a monitor. */
  public PurgeAgainstExit() {
    Cells.as(
        me,
        () -> {
          Cells.RUNTIME.link(other.pid());
          var _ = Cells.RUNTIME.monitor(other.pid());
          Cells.RUNTIME.register(name, other.pid());
        });
  }

  /** Does what a purge does to a process in the old version. */
  @Actor
  public void kill() {
    Cells.RUNTIME.kill(other);
  }

  /** The signal of another process. */
  @Actor
  public void exit() {
    Cells.as(me, () -> Cells.RUNTIME.exit(other.pid(), ExitReason.SHUTDOWN));
  }

  /** What was told, what the process itself will hear, and whether it is there. */
  @Arbiter
  public void look(L_Result result) {
    boolean there = Cells.RUNTIME.isAlive(other.pid()) || Cells.RUNTIME.whereis(name).isPresent();
    result.r1 =
        Cells.exits(me) + " " + Cells.downs(me) + " " + other.ended() + (there ? "" : ", gone");
  }
}
