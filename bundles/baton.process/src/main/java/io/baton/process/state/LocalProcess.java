package io.baton.process.state;

import io.baton.api.process.Down;
import io.baton.api.process.Exit;
import io.baton.api.process.ExitReason;
import io.baton.api.process.MonitorRef;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessRuntime;
import io.baton.process.lifecycle.Unwinding;
import io.baton.process.mailbox.Mailbox;
import io.baton.process.residence.EntryWatch;
import io.baton.process.residence.VersionResidence;
import io.baton.process.schedule.BusyWait;
import io.baton.process.schedule.ScheduledProcess;
import io.baton.process.schedule.Timeout;
import io.baton.spi.CapturedCall;
import io.baton.spi.JdkThreads;
import io.baton.spi.ProcessTable;
import io.baton.spi.Turn;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A process of this system: its identity and parts. Its relationships (links, monitors, name,
 * trapping) are guarded by its own monitor, which is held for a few instructions only and never
 * together with that of another process.
 */
public final class LocalProcess extends ScheduledProcess {
  /** Process that the thread runs; unbound on a borrowed thread outside of sessions. */
  public static final ScopedValue<LocalProcess> CURRENT = ScopedValue.newInstance();

  // Identity and parts.
  private final LocalPid pid;
  private final Mailbox mailbox = new Mailbox();
  private final VersionResidence residence = new VersionResidence();
  private final ProcessResources resources;
  private final TurnRunner turns;
  private final LongSupplier clock;

  // Relationships, guarded by the monitor.
  private @Nullable String name;
  private boolean trapsExits;

  /** Null until there are some, and after the end. */
  private @Nullable Relationships relationships;

  // Waits for replies.
  /**
   * Reply that its own thread waits for; written by that, read by threads that end the process or
   * report on it.
   */
  private volatile @Nullable AwaitedReply awaited;

  /** Null until it first waits for a reply; touched by its own thread only. */
  private @Nullable BusyWait forReplies;

  /**
   * Creates a process with a thread of its own.
   *
   * @param now in milliseconds since 1970, not exactly
   * @param clock the clock of its {@link VersionResidence}
   */
  public LocalProcess(LocalPid pid, Thread thread, Next first, long now, LongSupplier clock) {
    this(pid, thread, first, first instanceof CapturedCall c ? c.called() : "stop", now, clock);
  }

  /** Creates the process of a borrowed thread. */
  public static LocalProcess ofThread(LocalPid pid, Thread thread, long now, LongSupplier clock) {
    return new LocalProcess(pid, thread, ProcessRuntime.STOP, null, now, clock);
  }

  private LocalProcess(
      LocalPid pid,
      Thread thread,
      Next first,
      @Nullable String called,
      long now,
      LongSupplier clock) {
    super(thread, called == null);
    this.pid = pid;
    resources = new ProcessResources(called, now);
    turns = new TurnRunner(first);
    this.clock = clock;
    pid.lives(this);
  }

  public Mailbox mailbox() {
    return mailbox;
  }

  public VersionResidence residence() {
    return residence;
  }

  public ProcessResources resources() {
    return resources;
  }

  @Override
  public LocalPid pid() {
    return pid;
  }

  @Override
  public synchronized Optional<String> name() {
    return Optional.ofNullable(name);
  }

  @Override
  public Optional<String> waitsFor() {
    AwaitedReply slot = awaited;
    if (slot != null) {
      return Optional.of("a reply of " + slot.asked());
    }
    Class<?> type = mailbox.waitsFor();
    return type == null ? Optional.empty() : Optional.of("receive " + type.getSimpleName());
  }

  @Override
  public Optional<Turn> turn() {
    return turns.turn();
  }

  @Override
  public boolean isFirstTurn() {
    return turns.isFirst();
  }

  /** Returns what it was started with, as text. */
  public String initialCall() {
    String call = resources.initialCall();
    return call == null
        ? "thread " + JdkThreads.name(thread())
        : turn().flatMap(Turn::role).orElse(call);
  }

  /** Waits for a message; called by its own thread. */
  public void await(Class<?> type, long nanos) {
    await(type, () -> !isAlive(), nanos);
  }

  /** Waits for a message, or until there is a reason not to wait; called by its own thread. */
  public void await(Class<?> type, BooleanSupplier over) {
    await(type, () -> !isAlive() || over.getAsBoolean(), Timeout.FOREVER_NANOS);
  }

  private void await(Class<?> type, BooleanSupplier over, long nanos) {
    if (!mailbox.isSoonFilled(over, nanos)) {
      slice().pauses();
      residence.beginsWait(clock.getAsLong());
      mailbox.await(type, over, nanos);
    }
  }

  @Override
  public boolean isWaiting() {
    return mailbox.isWaiting();
  }

  @Override
  public boolean hasBegun() {
    return isBorrowed() || resources.turns() > 0;
  }

  @Override
  public long waiting() {
    return mailbox.isWaiting() ? residence.waits() : 0;
  }

  @Override
  public boolean mayBeIn(ProcessTable.Watch watch) {
    return !mailbox.isWaiting() || residence.mayBeIn((EntryWatch) watch);
  }

  @Override
  public boolean mayBeInAny(List<? extends ProcessTable.Watch> watches) {
    return !mailbox.isWaiting() || residence.mayBeInAny(watches);
  }

  @Override
  public void seen(long waiting, Set<Long> versions) {
    residence.seen(waiting, versions);
  }

  @Override
  public List<ProcessTable.Kept> kept() {
    return isAlive() ? HeldValues.of(this) : List.of();
  }

  public boolean hasNext() {
    return turns.hasNext();
  }

  /** Runs one turn on the process's own thread; a load that affects it finds it meanwhile. */
  public void takeTurn(AffectedProcesses affected) throws Throwable {
    slice().pauseIfOver();
    residence.beginsTurn(clock.getAsLong());
    checkAlive();
    turns.take(this, affected);
  }

  /** Takes itself out of what loads find; called when its thread runs nothing for it any more. */
  public void leaves(AffectedProcesses affected) {
    turns.leave(pid, affected);
  }

  /** Clears the references to calls and messages; called by its own thread at its end. */
  public void forget() {
    turns.forget();
    mailbox.removeIf(_ -> true);
  }

  /**
   * Ends the process, visibly to all threads; null if it had ended already. Allocates everything
   * before the end becomes visible.
   */
  public synchronized @Nullable LinksAtExit end(ExitReason reason, Names names, boolean byPurge) {
    if (!isAlive()) {
      return null;
    }
    var exit = new LinksAtExit(this, reason, relationships);
    var end = new Unwinding(reason);
    if (name != null) {
      names.free(name, this);
    }
    if (byPurge) {
      pid.purged();
    }
    end(end);
    pid.ended();
    relationships = null;
    return exit;
  }

  /** Claims a name; false if the process has ended, or has a name. */
  synchronized boolean takeName(String newName, Names names) {
    if (!isAlive() || name != null || !names.claim(newName, this)) {
      return false;
    }
    name = newName;
    return true;
  }

  /** Frees the name; false if the process has another one by now, or none. */
  synchronized boolean dropName(String oldName, Names names) {
    if (!oldName.equals(name)) {
      return false;
    }
    names.free(oldName, this);
    name = null;
    return true;
  }

  /**
   * Delivers an exit signal: the process ignores it, keeps it as a message, or ends. Returns null
   * if it lives on, or had ended already. This is one step, so that no signal comes through a link
   * after that was removed.
   *
   * @param isLate decides whether an end is postponed; called if the process is to end
   */
  public synchronized @Nullable LinksAtExit deliver(
      ExitSignal sent, Names names, Predicate<ExitSignal> isLate) {
    boolean isLinked = relationships != null && relationships.isLinked(sent.from());
    if (!isAlive() || (sent.throughLink() ? !isLinked : sent.isTooLate())) {
      return null;
    }
    LinksAtExit exit = null;
    if (!sent.kills() && trapsExits) {
      mailbox.putSignal(new Exit(sent.from().pid(), sent.reason()));
    } else if (sent.ends() && !isLate.test(sent)) {
      exit = end(sent.end(), names, false);
    }
    if (sent.throughLink()) {
      boolean _ = removeLink(sent.from()); // last: a signal that fails is delivered again
    }
    return exit;
  }

  public synchronized boolean trapExits(boolean trap) {
    boolean before = trapsExits;
    trapsExits = trap;
    return before;
  }

  public synchronized boolean trapsExits() {
    return trapsExits;
  }

  private Relationships relationships() {
    if (relationships == null) {
      relationships = new Relationships();
    }
    return relationships;
  }

  /** Adds a link; false if the process has ended. */
  public synchronized boolean addLink(LocalProcess other) {
    if (isAlive()) {
      relationships().addLink(other);
    }
    return isAlive();
  }

  public synchronized boolean removeLink(LocalProcess other) {
    return relationships != null && relationships.removeLink(other);
  }

  /** Removes the link to a process that has ended, whose signal may not have arrived yet. */
  public synchronized void removeLinkToEnded(Pid other) {
    if (relationships != null) {
      relationships.removeLinkTo(other);
    }
  }

  /** Adds a process that monitors this one; false if the process has ended. */
  public synchronized boolean addWatcher(MonitorRef ref, LocalProcess watcher) {
    if (isAlive()) {
      relationships().addWatcher(ref, watcher);
    }
    return isAlive();
  }

  public synchronized void removeWatcher(MonitorRef ref) {
    if (relationships != null) {
      relationships.removeWatcher(ref);
    }
  }

  /** Adds a caller that waits for a reply; false if the process has ended. */
  synchronized boolean addSlot(AwaitedReply slot) {
    if (isAlive()) {
      relationships().addSlot(slot);
    }
    return isAlive();
  }

  synchronized void removeSlot(AwaitedReply slot) {
    if (relationships != null) {
      relationships.removeSlot(slot);
    }
  }

  public BusyWait waitsForReplies() {
    if (forReplies == null) {
      forReplies = new BusyWait();
    }
    return forReplies;
  }

  /** Sets the reply that its own thread waits for; null if it waits for none. */
  public void awaits(@Nullable AwaitedReply slot) {
    awaited = slot;
  }

  /** Wakes the process, so that it checks whether its wait goes on; false if it does not wait. */
  boolean wake() {
    boolean waits = mailbox.wake();
    AwaitedReply slot = awaited;
    return slot == null ? waits : slot.wake();
  }

  public synchronized void addMonitor(MonitorRef ref, LocalProcess other) {
    if (isAlive()) {
      relationships().addMonitor(ref, other);
    }
  }

  /**
   * Removes a monitor of this process; returns the monitored process, or null if there is no such
   * monitor.
   */
  public synchronized @Nullable LocalProcess removeMonitor(MonitorRef ref) {
    return relationships == null ? null : relationships.removeMonitor(ref);
  }

  /** Delivers the message of a monitor, unless that was removed in the meantime. */
  synchronized void deliver(Down down) {
    if (relationships != null && relationships.isWatching(down.ref())) {
      mailbox.putSignal(down);
      var _ = relationships.removeMonitor(down.ref());
    }
  }

  public synchronized Set<Pid> links() {
    return relationships == null ? Set.of() : relationships.links();
  }

  public synchronized Set<Pid> monitors() {
    return relationships == null ? Set.of() : relationships.monitors();
  }
}
