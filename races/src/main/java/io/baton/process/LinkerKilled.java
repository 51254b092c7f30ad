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

/** Kill against link: the process that links dies. */
@JCStressTest
@Description("A process is killed while it links to another.")
@Outcome(id = "\\[killed\\]", expect = ACCEPTABLE, desc = "Linked first: the other is told, once.")
@Outcome(id = "\\[\\]", expect = ACCEPTABLE, desc = "Killed first: there is no link.")
@Outcome(
    expect = FORBIDDEN,
    desc = "The other is linked to the dead and was not told, or was told twice.")
@State
public class LinkerKilled {
  private final LocalProcess me = Cells.process();
  private final LocalProcess other = Cells.trapping();

  /** The link of the one that dies. */
  @Actor
  public void link() {
    Cells.as(me, () -> Cells.RUNTIME.link(other.pid()));
  }

  /** Does what a purge does to a process in the old version. */
  @Actor
  public void kill() {
    Cells.RUNTIME.kill(me);
  }

  /** What the other has heard, and whether it is linked still. */
  @Arbiter
  public void look(L_Result result) {
    result.r1 = Cells.exits(other) + (other.removeLink(me) ? " still linked" : "");
  }
}
