package io.baton.code.version;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.baton.code.version.ModuleTable.Versions;
import java.time.Instant;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A look at a module whose old version is made current again. */
@JCStressTest
@Description("The old version is taken back twice; another thread looks at the module, and at all.")
@Outcome(id = "(1, then 2|2, then 1), both", expect = ACCEPTABLE, desc = "Both versions are seen.")
@Outcome(expect = FORBIDDEN, desc = "The module or one of its versions is missing.")
@State
public class TakenBackAgainstLook {
  private final ModuleTable<Integer> table = new ModuleTable<>();

  /** One is old, two is current. */
  public TakenBackAgainstLook() {
    table.load("m", 1, Instant.EPOCH);
    table.load("m", 2, Instant.EPOCH);
  }

  /** Takes one back, and then the other. */
  @Actor
  public void takeBack() {
    table.takeBack("m", 1, Instant.EPOCH);
    table.takeBack("m", 2, Instant.EPOCH);
  }

  /** What is seen. */
  @Actor
  public void look(LL_Result result) {
    result.r1 = text(table.of("m"));
    Versions<Integer> among = table.all().get("m");
    result.r2 = among != null && among.current() != null && among.old() != null ? "both" : "LESS";
  }

  private static String text(Versions<Integer> versions) {
    return "%s, then %s".formatted(versions.current(), versions.oldVersion().orElse(null));
  }
}
