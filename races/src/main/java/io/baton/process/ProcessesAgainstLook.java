package io.baton.process;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessRuntime;
import io.baton.process.exit.Exits;
import io.baton.process.exit.Reaper;
import io.baton.process.spawn.Spawner;
import io.baton.process.state.LocalProcess;
import io.baton.process.state.Names;
import java.util.HashSet;
import java.util.Set;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/** A look at all processes and names, while some come and go. */
@JCStressTest
@Description("Processes begin and end, and get and lose names, while others look at all of them.")
@Outcome(id = "seen, seen", expect = ACCEPTABLE, desc = "What lives all the time is seen.")
@Outcome(expect = FORBIDDEN, desc = "A process that lives all the time is left out.")
@State
public class ProcessesAgainstLook {
  private static final Names NAMES = new Names();
  private static final Spawner SPAWNER =
      new Spawner(
          NAMES, new Exits(NAMES, new Reaper((_, _) -> () -> {}, _ -> {})), () -> 0, () -> 0);
  private static final LocalProcess STAYS = SPAWNER.create(ProcessRuntime.STOP);

  static {
    NAMES.register("stays", STAYS.pid());
  }

  /** One comes and goes. */
  @Actor
  public void comeAndGo() {
    for (int i = 0; i < 4; i++) {
      LocalProcess one = SPAWNER.create(ProcessRuntime.STOP);
      NAMES.register("name of " + one.pid(), one.pid());
      SPAWNER.leave(one, ExitReason.NORMAL);
    }
  }

  /** What is seen. */
  @Actor
  public void look(LL_Result result) {
    Set<Pid> seen = new HashSet<>();
    SPAWNER.living().forEach(process -> seen.add(process.pid()));
    result.r1 = seen.contains(STAYS.pid()) ? "seen" : "left out";
    result.r2 = NAMES.find("stays").isPresent() ? "seen" : "left out";
  }
}
