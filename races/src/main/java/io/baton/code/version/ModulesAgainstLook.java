package io.baton.code.version;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.time.Instant;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A look at all modules, while one comes and goes. */
@JCStressTest
@Description("A module is loaded, deleted and purged again and again; another thread lists all.")
@Outcome(id = "\\[a, z\\]", expect = ACCEPTABLE, desc = "The module was not there.")
@Outcome(id = "\\[a, m, z\\]", expect = ACCEPTABLE, desc = "The module was there.")
@Outcome(expect = FORBIDDEN, desc = "A module is left out that is there all the time.")
@State
public class ModulesAgainstLook {
  private final ModuleTable<String> table = new ModuleTable<>();

  /** Two modules that stay. */
  public ModulesAgainstLook() {
    table.load("a", "a 1", Instant.EPOCH);
    table.load("z", "z 1", Instant.EPOCH);
  }

  /** One comes and goes. */
  @Actor
  public void comeAndGo() {
    for (int i = 0; i < 4; i++) {
      table.load("m", "m 1", Instant.EPOCH);
      table.delete("m", Instant.EPOCH);
      table.purge("m");
    }
  }

  /** What is seen. */
  @Actor
  public void look(L_Result result) {
    result.r1 = table.all().keySet().toString();
  }
}
