package io.baton.process;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.baton.process.state.LocalProcess;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Kill against link: the other side of the new link dies. */
@JCStressTest
@Description("A process links to another, which is killed.")
@Outcome(id = "\\[killed\\]", expect = ACCEPTABLE, desc = "Linked first: told once, killed.")
@Outcome(id = "\\[noproc\\]", expect = ACCEPTABLE, desc = "Killed first: told once, noproc.")
@Outcome(
    expect = FORBIDDEN,
    desc = "Told nothing, told twice, or the link to the dead is left behind.")
@State
public class LinkAgainstKill {
  private final LocalProcess me = Cells.trapping();
  private final LocalProcess other = Cells.process();

  /** The caller's link. */
  @Actor
  public void link() {
    Cells.as(me, () -> Cells.RUNTIME.link(other.pid()));
  }

  /** Does what a purge does to a process in the old version. */
  @Actor
  public void kill() {
    Cells.RUNTIME.kill(other);
  }

  /** What the caller has heard, and whether it is linked still. */
  @Arbiter
  public void look(L_Result result) {
    result.r1 = Cells.exits(me) + (me.removeLink(other) ? " still linked" : "");
  }
}
