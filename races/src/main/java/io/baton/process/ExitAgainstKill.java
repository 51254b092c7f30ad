package io.baton.process;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.process.state.LocalProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** An exit signal of a process against its end: it does not come after the news of that. */
@JCStressTest
@Description("A process sends an exit signal to one that traps and monitors it, and is killed.")
@Outcome(id = "\\[Down\\]", expect = ACCEPTABLE, desc = "Killed first: no signal arrives.")
@Outcome(id = "\\[Exit, Down\\]", expect = ACCEPTABLE, desc = "The signal is sent first.")
@Outcome(expect = FORBIDDEN, desc = "A signal after Down, or no Down.")
@State
public class ExitAgainstKill {
  private final LocalProcess me = Cells.process();
  private final LocalProcess reader = Cells.trapping();

  /** The reader monitors the sender. */
  public ExitAgainstKill() {
    Cells.as(
        reader,
        () -> {
          var _ = Cells.RUNTIME.monitor(me.pid());
        });
  }

  /** Sends the signal. */
  @Actor
  public void exit() {
    Cells.as(me, () -> Cells.RUNTIME.exit(reader.pid(), ExitReason.SHUTDOWN));
  }

  /** Ends the sender. */
  @Actor
  public void kill() {
    var _ = Cells.RUNTIME.kill(me);
  }

  /** What has arrived, in order. */
  @Arbiter
  public void look(L_Result result) {
    List<String> arrived = new ArrayList<>();
    Cells.as(
        reader,
        () -> {
          Optional<Object> next = Cells.RUNTIME.receive(Object.class, _ -> true, Duration.ZERO);
          while (next.isPresent()) {
            arrived.add(next.get() instanceof Down ? "Down" : "Exit");
            next = Cells.RUNTIME.receive(Object.class, _ -> true, Duration.ZERO);
          }
        });
    result.r1 = arrived.toString();
  }
}
