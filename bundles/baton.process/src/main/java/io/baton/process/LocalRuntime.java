package io.baton.process;

import io.baton.api.process.Down;
import io.baton.api.process.Exit;
import io.baton.api.process.ExitReason;
import io.baton.api.process.MonitorRef;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.api.process.Spawned;
import io.baton.api.spi.Handover;
import io.baton.api.spi.ProcessRuntime;
import io.baton.api.spi.ProcessTable;
import io.baton.api.spi.Safepoints;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The processes of one running system. */
final class LocalRuntime implements ProcessRuntime, ProcessTable {
  static final ScopedValue<LocalProcess> CURRENT = ScopedValue.newInstance();

  private final AtomicLong numbers = new AtomicLong();
  private final AtomicLong refs = new AtomicLong();
  private final Names names = new Names();
  private final Reaper reaper;
  private final Timekeeper timekeeper;
  private final Exits exits;

  /** Every process whose thread has not ended. Added by the spawner, removed by its own thread. */
  private final ConcurrentMap<LocalPid, LocalProcess> running = new ConcurrentHashMap<>();

  private final ThreadMailboxes mailboxes =
      new ThreadMailboxes(this::adoptNew, process -> leave(process, ExitReason.NORMAL));
  private final Handover handover;

  /** Written by who stops the system, read by who spawns. */
  private volatile boolean stopped;

  /** Processes that nobody can end while they spin: there are no safepoints. */
  LocalRuntime(Handover handover) {
    this(handover, (_, _) -> () -> {});
  }

  LocalRuntime(Handover handover, Safepoints safepoints) {
    this.handover = handover;
    reaper = new Reaper(safepoints, process -> mailboxes.forget(process.thread(), process));
    exits = new Exits(names, reaper);
    timekeeper = new Timekeeper(running::values, safepoints);
    reaper.start();
    timekeeper.start();
  }

  /** The calling process; of a thread that is none, the one that it is known as from now on. */
  LocalProcess me() {
    LocalProcess me = CURRENT.isBound() ? CURRENT.get() : mailboxes.of(Thread.currentThread());
    checkAlive(me);
    return me;
  }

  /** For functions that do not need a pid: does not make a thread known. */
  @Override
  public void checkCaller() {
    LocalProcess me =
        CURRENT.isBound() ? CURRENT.get() : mailboxes.existing(Thread.currentThread());
    if (me != null) {
      checkAlive(me);
    }
  }

  /** A thread that is told of the end of its process gets a new one the next time it asks. */
  void checkAlive(LocalProcess me) {
    if (me.ended() != null && !CURRENT.isBound()) {
      mailboxes.forget(Thread.currentThread(), me);
      boolean _ = Thread.interrupted();
    }
    me.checkAlive();
  }

  private LocalProcess adoptNew(Thread thread) {
    var process = LocalProcess.ofThread(new LocalPid(numbers.incrementAndGet()), thread);
    running.put((LocalPid) process.pid(), process);
    return process;
  }

  LocalProcess create(Next first) {
    return create(first, null);
  }

  LocalProcess create(Next first, @Nullable LocalHelper helper) {
    var pid = new LocalPid(numbers.incrementAndGet());
    Thread thread = Thread.ofVirtual().name(pid.toString()).unstarted(() -> run(pid));
    var process = LocalProcess.spawned(pid, thread, first, helper);
    running.put(pid, process);
    if (stopped) {
      exits.end(process, ExitReason.SHUTDOWN);
    }
    return process;
  }

  private void run(LocalPid pid) {
    LocalProcess process = running.get(pid);
    if (process != null) {
      ScopedValue.where(CURRENT, process).run(() -> leave(process, Turns.run(process)));
    }
  }

  private void leave(LocalProcess process, ExitReason reason) {
    exits.end(process, reason);
    process.cameHome();
    running.remove((LocalPid) process.pid());
  }

  @Override
  public Pid spawn(Next first) {
    checkCaller();
    LocalProcess child = create(first);
    child.thread().start();
    return child.pid();
  }

  @Override
  public Pid spawnLink(Next first) {
    LocalProcess me = me();
    LocalProcess child = create(first);
    linkNew(me, child);
    child.thread().start();
    return child.pid();
  }

  /** Links a process that does not run yet: to the caller, or to whom it helps. */
  void linkNew(LocalProcess me, LocalProcess child) {
    LocalProcess parent = me.startsFor(child);
    connect(parent, child);
    endWith(parent, child);
    endWith(me, child);
  }

  /** Who has ended in the meantime starts nobody. */
  private void endWith(LocalProcess starter, LocalProcess child) {
    ExitReason ended = starter.ended();
    if (ended != null) {
      exits.end(child, ended);
    }
  }

  @Override
  public Spawned spawnMonitor(Next first) {
    LocalProcess me = me();
    LocalProcess child = create(first);
    MonitorRef ref = watch(me, child);
    child.thread().start();
    return new Spawned(child.pid(), ref);
  }

  @Override
  public Pid self() {
    return me().pid();
  }

  @Override
  public void send(Pid to, Object message) {
    checkCaller();
    LocalProcess process = LocalPid.processOf(to);
    if (process != null) {
      process.mailbox.put(message);
    }
  }

  @Override
  public void send(String name, Object message) {
    checkCaller();
    names.find(name).orElseThrow(() -> noName(name)).mailbox.put(message);
  }

  private static IllegalArgumentException noName(String name) {
    return new IllegalArgumentException("no process is registered as " + name);
  }

  @Override
  public <T> T receive(Class<T> type, Predicate<? super T> condition) {
    T message = take(new Mailbox.Wanted<>(type, condition, handover), Long.MAX_VALUE);
    if (message == null) {
      throw new IllegalStateException("a receive without time-out ended without a message");
    }
    return message;
  }

  @Override
  public <T> Optional<T> receive(Class<T> type, Predicate<? super T> condition, Duration timeout) {
    long nanos = Receive.nanos(timeout);
    return Optional.ofNullable(take(new Mailbox.Wanted<>(type, condition, handover), nanos));
  }

  private <T> @Nullable T take(Mailbox.Wanted<T> wanted, long nanos) {
    LocalProcess me = me();
    try {
      return Receive.take(me, wanted, nanos);
    } catch (ProcessExit exit) {
      checkAlive(me);
      throw exit;
    }
  }

  @Override
  public ProcessExit exit(ExitReason reason) {
    LocalProcess me = me();
    if (me.isBorrowed()) {
      // it has no turn that an exit could pass through
      exits.end(me, reason);
      checkAlive(me);
    }
    return new ProcessExit(reason);
  }

  @Override
  public void exit(Pid to, ExitReason reason) {
    LocalProcess me = me();
    LocalProcess process = LocalPid.processOf(to);
    if (process != null) {
      exits.signal(me, process, reason);
      checkAlive(me);
    }
  }

  @Override
  public void link(Pid other) {
    LocalProcess me = me();
    LocalProcess process = LocalPid.processOf(other);
    if (process == me) {
      return;
    }
    if (process == null) {
      noproc(me, other);
    } else {
      connect(me, process);
    }
    checkAlive(me);
  }

  /** The caller's side first: an end of either is then seen by the other, whenever it comes. */
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

  private void noproc(LocalProcess me, Pid other) {
    if (me.trapsExits()) {
      me.mailbox.put(new Exit(other, ExitReason.NOPROC));
    } else {
      exits.end(me, ExitReason.NOPROC);
    }
  }

  @Override
  public void unlink(Pid other) {
    LocalProcess me = me();
    LocalProcess process = LocalPid.processOf(other);
    if (process == null) {
      me.removeLinkToEnded(other);
    } else {
      me.removeLink(process);
      process.removeLink(me);
    }
  }

  @Override
  public MonitorRef monitor(Pid other) {
    LocalProcess me = me();
    LocalProcess process = LocalPid.processOf(other);
    if (process != null) {
      return watch(me, process);
    }
    var ref = new MonitorRef(refs.incrementAndGet());
    me.mailbox.put(new Down(ref, other, ExitReason.NOPROC));
    return ref;
  }

  MonitorRef watch(LocalProcess me, LocalProcess other) {
    var ref = new MonitorRef(refs.incrementAndGet());
    me.watches(ref, other);
    if (!other.addWatcher(ref, me)) {
      me.watchesNoMore(ref);
      me.mailbox.put(new Down(ref, other.pid(), ExitReason.NOPROC));
    } else if (me.ended() != null) {
      other.removeWatcher(ref);
    }
    return ref;
  }

  @Override
  public void demonitor(MonitorRef ref) {
    LocalProcess me = me();
    LocalProcess other = me.watchesNoMore(ref);
    if (other != null) {
      other.removeWatcher(ref);
    }
    me.mailbox.removeIf(message -> message instanceof Down down && down.ref().equals(ref));
  }

  @Override
  public boolean trapExits(boolean trap) {
    return me().trapExits(trap);
  }

  @Override
  public void register(String name, Pid pid) {
    checkCaller();
    if (name.isBlank()) {
      throw new IllegalArgumentException("a registered name must not be blank");
    }
    LocalProcess process = LocalPid.processOf(pid);
    if (process == null) {
      throw new IllegalArgumentException(pid + " has ended: it cannot be registered as " + name);
    }
    if (!process.takeName(name, names)) {
      throw new IllegalArgumentException(
          names
              .find(name)
              .map(owner -> "%s is taken by %s".formatted(name, owner))
              .orElseGet(() -> "%s has ended or has a name already".formatted(pid)));
    }
  }

  @Override
  public void unregister(String name) {
    checkCaller();
    if (!names.find(name).orElseThrow(() -> noName(name)).dropName(name, names)) {
      throw noName(name);
    }
  }

  @Override
  public Optional<Pid> whereis(String name) {
    checkCaller();
    return names.find(name).map(LocalProcess::pid);
  }

  @Override
  public boolean isAlive(Pid pid) {
    checkCaller();
    return LocalPid.processOf(pid) != null;
  }

  @Override
  public Collection<? extends Running> running() {
    return List.copyOf(running.values());
  }

  /** The same, live. */
  Collection<LocalProcess> all() {
    return running.values();
  }

  @Override
  public void kill(Running process) {
    LocalPid.of(process.pid()).purged();
    exits.end((LocalProcess) process, ExitReason.KILLED);
  }

  @Override
  public Running adopt(Thread thread) {
    return mailboxes.of(thread);
  }

  @Override
  public <T> T runAs(Object session, Callable<T> body) throws Exception {
    return mailboxes.runAs(session, body);
  }

  /** Ends every process; those that are asked for something afterwards end too. */
  void stop() {
    stopped = true;
    List.copyOf(running.values()).forEach(process -> exits.end(process, ExitReason.SHUTDOWN));
    timekeeper.stop();
    reaper.stop();
  }
}
