package io.baton.process;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.baton.api.process.Down;
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

/** Send against kill: nothing of a process arrives after the news of its end. */
@JCStressTest
@Description("A process sends two messages to another, which monitors it, and is killed meanwhile.")
@Outcome(id = "\\[Down\\]", expect = ACCEPTABLE, desc = "Killed first: nothing arrives.")
@Outcome(id = "\\[1, Down\\]", expect = ACCEPTABLE, desc = "Killed between the two.")
@Outcome(id = "\\[1, 2, Down\\]", expect = ACCEPTABLE, desc = "Both are sent first.")
@Outcome(
    expect = FORBIDDEN,
    desc = "A message after Down, the second without the first, or no Down.")
@State
public class SendAgainstKill {
  private final LocalProcess me = Cells.process();
  private final LocalProcess reader = Cells.process();

  /** The reader monitors the sender. */
  public SendAgainstKill() {
    Cells.as(
        reader,
        () -> {
          var _ = Cells.RUNTIME.monitor(me.pid());
        });
  }

  /** Sends. */
  @Actor
  public void send() {
    Cells.as(
        me,
        () -> {
          Cells.RUNTIME.send(reader.pid(), 1);
          Cells.RUNTIME.send(reader.pid(), 2);
        });
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
            arrived.add(next.get() instanceof Down ? "Down" : next.get().toString());
            next = Cells.RUNTIME.receive(Object.class, _ -> true, Duration.ZERO);
          }
        });
    result.r1 = arrived.toString();
  }
}
