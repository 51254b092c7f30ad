package io.baton.process;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.baton.process.state.LocalProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A look at the messages of a process, which takes one of them meanwhile. */
@JCStressTest
@Description("A process takes the last of three messages and leaves the others; another looks.")
@Outcome(id = "\\[1, 2\\]", expect = ACCEPTABLE, desc = "The third was taken.")
@Outcome(id = "\\[1, 2, 3\\]", expect = ACCEPTABLE, desc = "The third was not taken yet.")
@Outcome(expect = FORBIDDEN, desc = "A message is left out that waits all the time.")
@State
public class MessagesAgainstLook {
  private final LocalProcess reader = Cells.process();

  /** Three messages wait. */
  public MessagesAgainstLook() {
    for (int i = 1; i <= 3; i++) {
      reader.mailbox().putSignal(i);
    }
  }

  /** Takes the third. */
  @Actor
  public void take() {
    Cells.as(
        reader,
        () -> {
          var _ = Cells.RUNTIME.receive(Integer.class, message -> message == 3, Duration.ZERO);
        });
  }

  /** What is seen. */
  @Actor
  public void look(L_Result result) {
    List<Object> seen = new ArrayList<>();
    reader.mailbox().inspect(seen::add);
    result.r1 = new TreeSet<>(seen).toString();
  }
}
