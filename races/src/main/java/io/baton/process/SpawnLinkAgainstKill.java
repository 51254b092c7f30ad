package io.baton.process;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.process.state.LocalPid;
import io.baton.process.state.LocalProcess;
import io.baton.spi.CapturedCall;
import io.baton.spi.Turn;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Purge against spawn: a process that spawns with a link is killed, and must not leave the child
 * behind.
 */
@JCStressTest
@Description("A process is killed while it spawns another and links to it.")
@Outcome(id = "no child", expect = ACCEPTABLE, desc = "Killed first: there is no child.")
@Outcome(id = "child ended", expect = ACCEPTABLE, desc = "The child ends with its parent.")
@Outcome(expect = FORBIDDEN, desc = "The child lives, and no process is linked to it.")
@State
public class SpawnLinkAgainstKill {
  private final LocalProcess me = Cells.process();
  private @Nullable Pid child;

  /** A child that waits for ever. */
  private record Waiting() implements CapturedCall, Turn {
    @Override
    public Turn bind() {
      return this;
    }

    @Override
    public Next run() {
      return Cells.RUNTIME.receive(Next.class, _ -> true);
    }

    @Override
    public boolean upToDate() {
      return true;
    }

    @Override
    public @Nullable ClassLoader code() {
      return null;
    }
  }

  /** The spawn of the one that dies. */
  @Actor
  public void spawn() {
    Cells.as(me, () -> child = Cells.RUNTIME.spawnLink(new Waiting()));
  }

  /** Does what a purge does to a process in the old version. */
  @Actor
  public void kill() {
    Cells.RUNTIME.kill(me);
  }

  /** Whether the child lives; one that does is ended. */
  @Arbiter
  public void look(L_Result result) {
    LocalProcess process = child == null ? null : LocalPid.processOf(child);
    result.r1 = child == null ? "no child" : process == null ? "child ended" : "child lives";
    if (process != null) {
      Cells.RUNTIME.kill(process);
    }
  }
}
