package io.baton.code.calling;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Load against qualified call: promise 2. */
@JCStressTest
@Description("Two qualified calls of a module, the first of which links, while a load switches it.")
@Outcome(id = "false, 1, 1, 2", expect = ACCEPTABLE, desc = "Both calls before the load returned.")
@Outcome(id = "false, 1, 2, 2", expect = ACCEPTABLE, desc = "The load came between the calls.")
@Outcome(id = "(true|false), 2, 2, 2", expect = ACCEPTABLE, desc = "The load came before both.")
@Outcome(
    expect = FORBIDDEN,
    desc = "A call ran the old version after the load had returned, or after a call of the new.")
@State
public class CallAgainstLoad {
  private final ModuleSwitch module = Loads.module();
  private final QualifiedSite site = Loads.site(module);

  /** Written when the load has returned. */
  private volatile boolean loaded;

  private String calls = "";

  /** Two calls. */
  @Actor
  public void call() {
    boolean late = loaded;
    int first = Loads.call(site);
    calls = late + ", " + first + ", " + Loads.call(site);
  }

  /** What a load does that cannot fail. */
  @Actor
  public void load() {
    module.switchTo(Loads.version(2));
    loaded = true;
  }

  /** A call when all is over. */
  @Arbiter
  public void callAgain(L_Result result) {
    result.r1 = calls + ", " + Loads.call(site);
  }
}
