package io.baton.process;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Next;
import io.baton.api.process.ProcessRuntime;
import io.baton.process.exit.Exits;
import io.baton.process.exit.Reaper;
import io.baton.process.spawn.Spawner;
import io.baton.process.state.AffectedProcesses;
import io.baton.process.state.LocalProcess;
import io.baton.process.state.Names;
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

/** Load against the first turn of a process in the module: promise 3. */
@JCStressTest
@Description("A process comes from another module, while a load looks for what it has to wake.")
@Outcome(id = "old, found", expect = ACCEPTABLE, desc = "The load wakes it.")
@Outcome(id = "new, found", expect = ACCEPTABLE, desc = "It has moved on before it is woken.")
@Outcome(id = "new, not found", expect = ACCEPTABLE, desc = "The load came first.")
@Outcome(expect = FORBIDDEN, desc = "It waits in the old version, and no load wakes it.")
@State
public class FirstTurnAgainstLoad {
  private static final Names NAMES = new Names();
  private static final Spawner SPAWNER =
      new Spawner(
          NAMES, new Exits(NAMES, new Reaper((_, _) -> () -> {}, _ -> {})), () -> 0, () -> 0);

  private final AffectedProcesses affected = new AffectedProcesses();
  private final LocalProcess process = SPAWNER.create(new First());

  /** Written by the load, read by turns. */
  private volatile String current = "old";

  private String runs = "";
  private String found = "not found";

  /** A turn of another module, which goes on in this one. */
  private final class First implements CapturedCall, Turn {
    @Override
    public Turn bind() {
      return this;
    }

    @Override
    public Next run() {
      return new Call();
    }

    @Override
    public boolean upToDate() {
      return true;
    }

    @Override
    public @Nullable ClassLoader code() {
      return null;
    }

    @Override
    public String affectedBy() {
      return "other";
    }
  }

  /** A qualified call. */
  private final class Call implements CapturedCall {
    @Override
    public Turn bind() {
      return new Bound(current);
    }
  }

  private final class Bound implements Turn {
    private final String version;

    Bound(String version) {
      this.version = version;
    }

    @Override
    public Next run() {
      runs = version;
      return ProcessRuntime.STOP;
    }

    @Override
    public boolean upToDate() {
      return version.equals(current);
    }

    @Override
    public @Nullable ClassLoader code() {
      return null;
    }

    @Override
    public String affectedBy() {
      return "module";
    }
  }

  /** Two turns. */
  @Actor
  public void takeTurns() {
    try {
      process.takeTurn(affected);
      process.takeTurn(affected);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** A load. */
  @Actor
  public void load() {
    current = "new";
    if (affected.living("module").contains(process)) {
      found = "found";
    }
  }

  /** What both have seen. */
  @Arbiter
  public void look(L_Result result) {
    result.r1 = runs + ", " + found;
    SPAWNER.leave(process, ExitReason.NORMAL);
  }
}
