package io.baton.code.calling;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.baton.spi.Turn;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Load against the captured call that a process continues with: promises 2 and 3. */
@JCStressTest
@Description("A process shows the turn that it takes next, while a load looks for it in the old.")
@Outcome(id = "shown 1, seen 1, 2", expect = ACCEPTABLE, desc = "It stays, and the load sees it.")
@Outcome(id = "moved on, seen 1, 2", expect = ACCEPTABLE, desc = "It notices; seen too early.")
@Outcome(id = "moved on, seen nothing, 2", expect = ACCEPTABLE, desc = "It notices, unseen.")
@Outcome(id = "shown 2, seen nothing, 2", expect = ACCEPTABLE, desc = "The load came first.")
@Outcome(id = "shown 2, seen 2, 2", expect = ACCEPTABLE, desc = "The load came first.")
@Outcome(
    expect = FORBIDDEN,
    desc = "It goes on in the old version and the load has not seen it, or a later turn is old.")
@State
public class TurnAgainstLoad {
  private final ModuleSwitch module = Loads.module();
  private final QualifiedFunction function = Loads.function(module);

  /** As in a process: written by its own thread before it checks, read by the thread that looks. */
  private volatile @Nullable Turn turn;

  private String shown = "";
  private String seen = "seen nothing";

  /** One round of what a process does before it continues. */
  @Actor
  public void takeTurn() {
    Turn bound = function.bind(new Object[0], null);
    turn = bound;
    shown = bound.upToDate() ? "shown " + Loads.run(bound) : "moved on";
  }

  /** A load, and the look of a soft purge. */
  @Actor
  public void loadAndLook() {
    module.switchTo(Loads.version(2));
    Turn now = turn;
    if (now != null) {
      seen = "seen " + Loads.run(now);
    }
  }

  /** What both have seen, and the turn after that. */
  @Arbiter
  public void look(L_Result result) {
    result.r1 = shown + ", " + seen + ", " + Loads.run(function.bind(new Object[0], null));
  }
}
