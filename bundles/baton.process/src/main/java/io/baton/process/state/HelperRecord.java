package io.baton.process.state;

import io.baton.api.process.Pid;
import io.baton.spi.Supervising;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Record of a helper: a process that starts others on behalf of its parent. */
public final class HelperRecord implements Supervising.Helper {
  private final Pid pid;
  private final LocalProcess parent;

  /** Added to by the helper's own thread, read by the parent. */
  private final List<Pid> started = new CopyOnWriteArrayList<>();

  public HelperRecord(Pid pid, LocalProcess parent) {
    this.pid = pid;
    this.parent = parent;
  }

  public LocalProcess parent() {
    return parent;
  }

  /**
   * Records a child before it is linked: if the helper is ended afterwards, the child is either
   * listed or never begins.
   */
  public void starts(Pid child) {
    started.add(child);
  }

  @Override
  public Pid pid() {
    return pid;
  }

  @Override
  public List<Pid> started() {
    return List.copyOf(started);
  }
}
