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

/** Kill against unlink: nothing comes through a link that has been removed. */
@JCStressTest
@Description(
    "A process unlinks from another, which is killed, and then trusts that it is unlinked.")
@Outcome(id = "\\[\\] \\[\\]", expect = ACCEPTABLE, desc = "Unlinked first: never told.")
@Outcome(id = "\\[killed\\] \\[\\]", expect = ACCEPTABLE, desc = "Killed first: told before.")
@Outcome(expect = FORBIDDEN, desc = "The news came after the link was gone, or twice.")
@State
public class UnlinkAgainstKill {
  private final LocalProcess me = Cells.trapping();
  private final LocalProcess other = Cells.process();
  private String before = "";

  /** Two processes that are linked. */
  public UnlinkAgainstKill() {
    Cells.as(me, () -> Cells.RUNTIME.link(other.pid()));
  }

  /** Removes the link, and reads what has come until then. */
  @Actor
  public void unlink() {
    Cells.as(me, () -> Cells.RUNTIME.unlink(other.pid()));
    before = Cells.exits(me).toString();
  }

  /** Does what a purge does to a process in the old version. */
  @Actor
  public void kill() {
    Cells.RUNTIME.kill(other);
  }

  /** What has come before the removal, and what afterwards. */
  @Arbiter
  public void look(L_Result result) {
    result.r1 = before + " " + Cells.exits(me);
  }
}
