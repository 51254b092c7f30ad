package io.baton.process;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.baton.api.process.ProcessRuntime;
import io.baton.process.exit.Exits;
import io.baton.process.exit.Reaper;
import io.baton.process.spawn.Spawner;
import io.baton.process.state.LocalProcess;
import io.baton.process.state.Names;
import io.baton.spi.ProcessControl.Observation;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A process begins while a purge looks at all processes. */
@JCStressTest
@Description("A process begins while all are observed.")
@Outcome(id = "later", expect = ACCEPTABLE, desc = "It had not begun when all were looked at.")
@Outcome(id = "running", expect = ACCEPTABLE, desc = "It is in the snapshot.")
@Outcome(id = "begun", expect = ACCEPTABLE, desc = "It has begun since.")
@Outcome(id = "missed", expect = FORBIDDEN, desc = "It had begun, and was in neither.")
@State
public class SpawnAgainstObservation {
  private static final Names NAMES = new Names();

  private final Spawner spawner =
      new Spawner(
          NAMES, new Exits(NAMES, new Reaper((_, _) -> () -> {}, _ -> {})), () -> 0, () -> 0);

  private volatile @Nullable LocalProcess begun;

  /** One begins. */
  @Actor
  public void begin() {
    begun = spawner.create(ProcessRuntime.STOP);
  }

  /** What a purge sees of it. */
  @Actor
  public void look(L_Result result) {
    try (Observation observation = spawner.observe()) {
      var running = observation.running();
      LocalProcess process = begun;
      if (process == null) {
        result.r1 = "later";
      } else if (running.contains(process)) {
        result.r1 = "running";
      } else {
        result.r1 = observation.begun().contains(process) ? "begun" : "missed";
      }
    }
  }
}
