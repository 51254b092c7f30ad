package io.baton.process;

import io.baton.process.state.LocalProcess;
import java.util.List;

/**
 * Two processes, one of which links to the other. A thread that holds the other's monitor stops the
 * link where it has been noted on one side only.
 */
public final class Linking {
  private final LocalProcess me = Cells.trapping();
  private final LocalProcess other = Cells.trapping();

  /** Two processes that live. */
  public Linking() {}

  /** Runs a body that holds the other's monitor; what the body does to the other is not stopped. */
  public void holdingTheOther(Runnable body) {
    synchronized (other) {
      body.run();
    }
  }

  /** The one links to the other. */
  public void link() {
    Cells.as(me, () -> Cells.RUNTIME.link(other.pid()));
  }

  /** Does what a purge does to a process in the old version. */
  public void killLinker() {
    Cells.RUNTIME.kill(me);
  }

  /** The same to the other. */
  public void killOther() {
    Cells.RUNTIME.kill(other);
  }

  /** What the one that lives has been told of the other, and whether it is linked still. */
  public String told() {
    boolean linkerLives = me.ended() == null;
    LocalProcess living = linkerLives ? me : other;
    List<String> exits = Cells.exits(living);
    boolean linked = living.removeLink(linkerLives ? other : me);
    return (exits.isEmpty() ? "told nothing" : "told " + String.join(" and ", exits))
        + (linked ? ", still linked" : ", not linked");
  }
}
