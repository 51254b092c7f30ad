package io.baton.process;

import io.baton.api.process.Down;
import io.baton.api.process.Exit;
import io.baton.api.process.ExitReason;
import io.baton.api.process.MonitorRef;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.spi.JdkThreads;
import io.baton.api.spi.ProcessTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one process. Its relations (links, monitors, name, trapping) are guarded by its
 * own monitor, which is held for a few instructions only and never together with another's.
 */
final class LocalProcess implements ProcessTable.Running {
  private final LocalPid pid;

  /** Whether the thread has another life, in which it must be left alone. */
  final boolean borrowed;

  final Mailbox mailbox = new Mailbox();
  final Whereabouts whereabouts = new Whereabouts();
  final Slice slice = new Slice();
  final Belongings belongings;
  private final LongSupplier clock;

  /** Written by the thread that starts or enters the process, read by anyone. */
  private volatile Thread thread;

  /** Null while alive. Written once, under the monitor, read by anyone. */
  private volatile @Nullable Unwinding unwinding;

  private final Course course;

  private @Nullable String name;
  private boolean trapsExits;

  /** Null until there are some, and again after the end. */
  private @Nullable Ties ties;

  /** What its own thread waits for an answer in; written by that, read by who ends or reports. */
  private volatile @Nullable ReplySlot awaited;

  /** Null until it waits for an answer; touched by its own thread only. */
  private @Nullable BusyWait forReplies;

  /** A process with a thread of its own. */
  LocalProcess(LocalPid pid, Thread thread, Next first, Spawner.Moment now) {
    this(pid, thread, new Begin(first, first instanceof Next.Call c ? c.called() : "stop"), now);
  }

  /** The process that a thread is known as which is none. */
  static LocalProcess ofThread(LocalPid pid, Thread thread, Spawner.Moment now) {
    return new LocalProcess(pid, thread, new Begin(Next.Stop.STOP, null), now);
  }

  /** What it does first, and what that is called; null if nobody called anything. */
  private record Begin(Next first, @Nullable String called) {}

  private LocalProcess(LocalPid pid, Thread thread, Begin begin, Spawner.Moment now) {
    borrowed = begin.called() == null;
    belongings = new Belongings(begin.called(), now.millis());
    course = new Course(begin.first());
    clock = now.clock();
    this.pid = pid;
    this.thread = thread;
    pid.lives(this);
  }

  @Override
  public Pid pid() {
    return pid;
  }

  @Override
  public synchronized Optional<String> name() {
    return Optional.ofNullable(name);
  }

  @Override
  public Thread thread() {
    return thread;
  }

  @Override
  public Optional<String> waitsFor() {
    ReplySlot slot = awaited;
    if (slot != null) {
      return Optional.of("a reply of " + slot.asked());
    }
    Class<?> type = mailbox.waitsFor();
    return type == null ? Optional.empty() : Optional.of("receive " + type.getSimpleName());
  }

  @Override
  public Optional<Next.Turn> turn() {
    return course.turn();
  }

  @Override
  public boolean isAlive() {
    return unwinding == null;
  }

  @Override
  public boolean isFirstTurn() {
    return course.isFirst();
  }

  /** Waits for a message; called by its own thread. */
  void await(Class<?> type, long nanos) {
    if (!mailbox.isSoonFilled(() -> unwinding != null, nanos)) {
      slice.pauses();
      whereabouts.beginsWait(clock.getAsLong());
      mailbox.await(type, () -> unwinding != null, nanos);
    }
  }

  @Override
  public long waiting() {
    return mailbox.isWaiting() ? whereabouts.waits() : 0;
  }

  @Override
  public boolean mayBeIn(ProcessTable.Watch watch) {
    return !mailbox.isWaiting() || whereabouts.mayBeIn((EntryWatch) watch);
  }

  @Override
  public void seen(long waiting, Set<Long> versions) {
    whereabouts.seen(waiting, versions);
  }

  @Override
  public List<ProcessTable.Kept> kept() {
    return unwinding == null ? Keepsakes.of(this) : List.of();
  }

  /** The thread of a session changes; who wakes the one before has done so, or will not. */
  synchronized void runsOn(Thread next) {
    thread = next;
    home = false;
  }

  /**
   * Interrupts the wait that the thread is in, unless it does something else by now. The monitor
   * keeps it from leaving in between; an interrupt runs no code but the JDK's here.
   */
  synchronized void interrupt(Thread expected) {
    if (thread == expected && !home && JdkThreads.isWaiting(expected)) {
      if (unwinding != null) {
        unwinding.interrupted();
      }
      JdkThreads.interrupt(expected);
    }
  }

  /** How its thread comes out; null while it lives. */
  @Nullable Unwinding unwinding() {
    return unwinding;
  }

  boolean hasNext() {
    return course.hasNext();
  }

  /** Runs one turn on the process's own thread. */
  void takeTurn() throws Throwable {
    slice.pauseIfOver();
    whereabouts.beginsTurn(clock.getAsLong());
    checkAlive();
    course.take(this);
  }

  /** Written by the thread that leaves or enters the process, read by the reaper. */
  private volatile boolean home;

  /** The thread runs nothing for this process any more, or for the time being. */
  synchronized void cameHome() {
    home = true;
  }

  boolean isHome() {
    return home || !thread.isAlive();
  }

  /** Lets go of what holds memory; called by its own thread at its end. */
  void forget() {
    course.forget();
    mailbox.removeIf(_ -> true);
  }

  @Nullable ExitReason ended() {
    Unwinding now = unwinding;
    return now == null ? null : now.reason();
  }

  void checkAlive() {
    Unwinding now = unwinding;
    if (now != null) {
      throw now.exit();
    }
  }

  /** Ends the process for everyone; null if it had ended already. What takes memory comes first. */
  synchronized @Nullable Estate end(ExitReason reason, Names names, boolean byPurge) {
    if (unwinding != null) {
      return null;
    }
    var estate = new Estate(this, reason, ties);
    var end = new Unwinding(reason);
    if (name != null) {
      names.free(name, this);
    }
    if (byPurge) {
      pid.purged();
    }
    unwinding = end;
    pid.ended();
    ties = null;
    return estate;
  }

  /** False if the process has ended, or has a name. */
  synchronized boolean takeName(String newName, Names names) {
    if (unwinding != null || name != null || !names.claim(newName, this)) {
      return false;
    }
    name = newName;
    return true;
  }

  /** False if it has another name by now, or none. */
  synchronized boolean dropName(String oldName, Names names) {
    if (!oldName.equals(name)) {
      return false;
    }
    names.free(oldName, this);
    name = null;
    return true;
  }

  /**
   * Takes an exit signal: ignores it, keeps it as a message, or ends; null if it lives on, or had
   * ended already. One step, so that nothing comes through a link after it was removed.
   *
   * @param isLate whether its end has to wait; asked if it is to end
   */
  synchronized @Nullable Estate take(Exits.Sent sent, Names names, Predicate<Exits.Sent> isLate) {
    boolean isLinked = ties != null && ties.isLinked(sent.from());
    if (unwinding != null || (sent.throughLink() ? !isLinked : sent.isTooLate())) {
      return null;
    }
    Estate estate = null;
    if (!sent.kills() && trapsExits) {
      mailbox.putSignal(new Exit(sent.from().pid(), sent.reason()));
    } else if (sent.ends() && !isLate.test(sent)) {
      estate = end(sent.end(), names, false);
    }
    if (sent.throughLink()) {
      boolean _ = removeLink(sent.from()); // last: a signal that has failed comes again
    }
    return estate;
  }

  synchronized boolean trapExits(boolean trap) {
    boolean before = trapsExits;
    trapsExits = trap;
    return before;
  }

  synchronized boolean trapsExits() {
    return trapsExits;
  }

  private Ties ties() {
    if (ties == null) {
      ties = new Ties();
    }
    return ties;
  }

  /** False if the process has ended. */
  synchronized boolean addLink(LocalProcess other) {
    if (unwinding == null) {
      ties().addLink(other);
    }
    return unwinding == null;
  }

  synchronized boolean removeLink(LocalProcess other) {
    return ties != null && ties.removeLink(other);
  }

  /** Removes the link to a process that has ended, whose signal may be on its way. */
  synchronized void removeLinkToEnded(Pid other) {
    if (ties != null) {
      ties.removeLinkTo(other);
    }
  }

  /** False if the process has ended. */
  synchronized boolean addWatcher(MonitorRef ref, LocalProcess watcher) {
    if (unwinding == null) {
      ties().addWatcher(ref, watcher);
    }
    return unwinding == null;
  }

  synchronized void removeWatcher(MonitorRef ref) {
    if (ties != null) {
      ties.removeWatcher(ref);
    }
  }

  /** False if the process has ended. */
  synchronized boolean addSlot(ReplySlot slot) {
    if (unwinding == null) {
      ties().addSlot(slot);
    }
    return unwinding == null;
  }

  synchronized void removeSlot(ReplySlot slot) {
    if (ties != null) {
      ties.removeSlot(slot);
    }
  }

  /** Wakes those who wait for an answer of this process and have no time beyond a moment. */
  @SuppressWarnings("GuardedBy") // the glance without the monitor: the next tick sees more
  void wakeWhoIsDue(long moment) {
    Ties now = ties;
    if (now != null && now.slots() != null) {
      synchronized (this) {
        if (ties != null) {
          ReplySlot.wakeWhoIsDue(ties.slots(), moment);
        }
      }
    }
  }

  BusyWait waitsForReplies() {
    if (forReplies == null) {
      forReplies = new BusyWait();
    }
    return forReplies;
  }

  /** Its own thread waits for an answer, or no more. */
  void awaits(@Nullable ReplySlot slot) {
    awaited = slot;
  }

  /** Lets the process look again whether it may go on waiting; false if it does not wait. */
  boolean wake() {
    boolean waits = mailbox.wake();
    ReplySlot slot = awaited;
    return slot == null ? waits : slot.wake();
  }

  synchronized void watches(MonitorRef ref, LocalProcess other) {
    if (unwinding == null) {
      ties().watches(ref, other);
    }
  }

  /** Forgets a monitor of this process on another; null if there is none. */
  synchronized @Nullable LocalProcess watchesNoMore(MonitorRef ref) {
    return ties == null ? null : ties.watchesNoMore(ref);
  }

  /** Takes the message of a monitor, unless that was removed in the meantime. */
  synchronized void tell(Down down) {
    if (ties != null && ties.isWatching(down.ref())) {
      mailbox.putSignal(down);
      var _ = ties.watchesNoMore(down.ref());
    }
  }

  synchronized Set<Pid> links() {
    return ties == null ? Set.of() : ties.links();
  }

  synchronized Set<Pid> monitors() {
    return ties == null ? Set.of() : ties.monitors();
  }

  @Override
  public String toString() {
    return pid.toString();
  }
}
