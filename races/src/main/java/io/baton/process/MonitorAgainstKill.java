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

/** Kill against monitor: the end of a killed process is always told. */
@JCStressTest
@Description("A process monitors another, which is killed.")
@Outcome(id = "\\[killed\\]", expect = ACCEPTABLE, desc = "Monitored first: Down with killed.")
@Outcome(id = "\\[noproc\\]", expect = ACCEPTABLE, desc = "Killed first: Down with noproc.")
@Outcome(expect = FORBIDDEN, desc = "The Down of a killed process never comes, or comes twice.")
@State
public class MonitorAgainstKill {
  private final LocalProcess me = Cells.process();
  private final LocalProcess other = Cells.process();

  /** The caller's monitor. */
  @Actor
  public void monitor() {
    Cells.as(
        me,
        () -> {
          var _ = Cells.RUNTIME.monitor(other.pid());
        });
  }

  /** Does what a purge does to a process in the old version. */
  @Actor
  public void kill() {
    Cells.RUNTIME.kill(other);
  }

  /** What the caller has heard. */
  @Arbiter
  public void look(L_Result result) {
    result.r1 = Cells.downs(me).toString();
  }
}
