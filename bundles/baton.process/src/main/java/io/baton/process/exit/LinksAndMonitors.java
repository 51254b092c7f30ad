package io.baton.process.exit;

import io.baton.api.process.Down;
import io.baton.api.process.Exit;
import io.baton.api.process.ExitReason;
import io.baton.api.process.MonitorRef;
import io.baton.api.process.Pid;
import io.baton.process.state.HelperRecord;
import io.baton.process.state.LocalPid;
import io.baton.process.state.LocalProcess;
import java.util.function.LongSupplier;

/** Links and monitors between processes. */
public final class LinksAndMonitors {
  private final Exits exits;
  private final LongSupplier numbers;

  /**
   * Creates links and monitors.
   *
   * @param numbers of monitors, each of which is returned once
   */
  public LinksAndMonitors(Exits exits, LongSupplier numbers) {
    this.exits = exits;
    this.numbers = numbers;
  }

  public void link(LocalProcess me, Pid other) {
    LocalProcess process = LocalPid.processOf(other);
    if (process == me) {
      return;
    }
    if (process == null) {
      noproc(me, other);
    } else {
      connect(me, process);
    }
  }

  /**
   * Links the caller's side first: the end of either process then reaches the other, whenever it
   * comes.
   */
  private void connect(LocalProcess me, LocalProcess other) {
    if (!me.addLink(other)) {
      return;
    }
    if (!other.addLink(me)) {
      if (me.removeLink(other)) {
        noproc(me, other.pid());
      }
      return;
    }
    ExitReason mine = me.ended();
    if (mine != null) {
      exits.signalThroughLink(me, other, mine);
    }
  }

  /**
   * Links a process that does not run yet to the caller, or to the process that the caller helps.
   * The new process ends with its parent, at once if need be, and does not begin if its starter has
   * ended.
   */
  public void linkNew(LocalProcess me, LocalProcess child) {
    HelperRecord helper = me.resources().helper();
    if (helper == null) {
      connectNew(me, child);
    } else {
      helper.starts(child.pid());
      connectNew(helper.parent(), child);
      endWith(me, child);
    }
  }

  private void connectNew(LocalProcess parent, LocalProcess child) {
    connect(parent, child);
    endWith(parent, child);
  }

  private void endWith(LocalProcess starter, LocalProcess child) {
    ExitReason ended = starter.ended();
    if (ended != null) {
      exits.end(child, ended);
    }
  }

  private void noproc(LocalProcess me, Pid other) {
    if (me.trapsExits()) {
      me.mailbox().putSignal(new Exit(other, ExitReason.NOPROC));
    } else {
      exits.end(me, ExitReason.NOPROC);
    }
  }

  public void unlink(LocalProcess me, Pid other) {
    LocalProcess process = LocalPid.processOf(other);
    if (process == null) {
      me.removeLinkToEnded(other);
    } else {
      me.removeLink(process);
      process.removeLink(me);
    }
  }

  public MonitorRef monitor(LocalProcess me, Pid other) {
    LocalProcess process = LocalPid.processOf(other);
    if (process != null) {
      return watch(me, process);
    }
    var ref = new MonitorRef(numbers.getAsLong());
    me.mailbox().putSignal(new Down(ref, other, ExitReason.NOPROC));
    return ref;
  }

  public MonitorRef watch(LocalProcess me, LocalProcess other) {
    var ref = new MonitorRef(numbers.getAsLong());
    me.addMonitor(ref, other);
    if (!other.addWatcher(ref, me)) {
      me.removeMonitor(ref);
      me.mailbox().putSignal(new Down(ref, other.pid(), ExitReason.NOPROC));
    } else if (me.ended() != null) {
      other.removeWatcher(ref);
    }
    return ref;
  }

  /**
   * Removes a monitor, and its message if that has arrived. While the monitor exists, its message
   * cannot be in the mailbox.
   */
  public void demonitor(LocalProcess me, MonitorRef ref) {
    LocalProcess other = me.removeMonitor(ref);
    if (other != null) {
      other.removeWatcher(ref);
    } else {
      me.mailbox().removeIf(message -> message instanceof Down down && down.ref().equals(ref));
    }
  }
}
