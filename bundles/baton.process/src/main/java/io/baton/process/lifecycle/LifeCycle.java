package io.baton.process.lifecycle;

import io.baton.api.process.ExitReason;
import io.baton.spi.JdkThreads;
import io.baton.spi.ProcessTable;
import org.jspecify.annotations.Nullable;

/**
 * Life cycle of one process, and its thread. A process lives until it is ended, by itself or by
 * another thread; only then its thread unwinds.
 *
 * <table>
 * <caption>States and transitions</caption>
 * <tr><th>State<th>{@code unwinding}<th>{@code unwound}<th>Next state
 * <tr><td>alive<td>null<td>false
 *     <td>ended, by {@link #end}; idle, when a session's call returns
 * <tr><td>idle (a session between two calls)<td>null<td>true
 *     <td>alive, by {@link #runsOn}; ended and unwound, by {@link #end}
 * <tr><td>ended, thread still unwinding<td>set<td>false
 *     <td>ended and unwound, by {@link #unwound}, or when its thread has terminated
 * <tr><td>ended and unwound<td>set<td>true<td>none
 * </table>
 *
 * <p>It is the superclass of the process, and not a part of it, so that receives and safepoints
 * read it without a further indirection. Transitions are guarded by the monitor of the process.
 */
public abstract class LifeCycle implements ProcessTable.Running {
  /** True if the thread is borrowed (shell, HTTP, …) and must survive the process. */
  private final boolean borrowed;

  /** Written by the thread that starts or enters the process, read by any thread. */
  private volatile Thread thread;

  /** Null while alive. Written once, under the monitor, read by any thread. */
  private volatile @Nullable Unwinding unwinding;

  /** Written by the thread that leaves or enters the process, read by the reaper. */
  private volatile boolean unwound;

  protected LifeCycle(Thread thread, boolean borrowed) {
    this.thread = thread;
    this.borrowed = borrowed;
  }

  @Override
  public final Thread thread() {
    return thread;
  }

  public final boolean isBorrowed() {
    return borrowed;
  }

  @Override
  public final boolean isAlive() {
    return unwinding == null;
  }

  /** Returns how its thread unwinds; null while the process lives. */
  public final @Nullable Unwinding unwinding() {
    return unwinding;
  }

  /** Returns the exit reason; null while the process lives. */
  public final @Nullable ExitReason ended() {
    Unwinding now = unwinding;
    return now == null ? null : now.reason();
  }

  public final void checkAlive() {
    Unwinding now = unwinding;
    if (now != null) {
      throw now.exit();
    }
  }

  /** Ends the process, visibly to all threads; called once, under the monitor. */
  public final void end(Unwinding how) {
    unwinding = how;
  }

  /**
   * Moves a session to another thread. A thread that wakes the former one has done so, or will not.
   */
  public final synchronized void runsOn(Thread next) {
    thread = next;
    unwound = false;
  }

  /**
   * Interrupts the wait that the thread is in, unless it does something else by now. The monitor
   * keeps the thread from leaving in between; an interrupt runs only code of the JDK here.
   */
  public final synchronized void interrupt(Thread expected) {
    if (thread == expected && !unwound && JdkThreads.isWaiting(expected)) {
      if (unwinding != null) {
        unwinding.interrupted();
      }
      JdkThreads.interrupt(expected);
    }
  }

  /** Records that the thread runs nothing for this process any more, or for the time being. */
  public final synchronized void unwound() {
    unwound = true;
  }

  public final boolean isUnwound() {
    return unwound || !thread.isAlive();
  }

  @Override
  public final String toString() {
    return pid().toString();
  }
}
