package io.baton.process;

import io.baton.api.process.DictionaryKey;
import io.baton.api.process.ExitReason;
import io.baton.api.process.MonitorRef;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.api.process.ProcessInspection;
import io.baton.api.process.ProcessRuntime;
import io.baton.api.process.ProcessTimers;
import io.baton.api.process.Ref;
import io.baton.api.process.SpawnOptions;
import io.baton.api.process.Spawned;
import io.baton.process.exit.Exits;
import io.baton.process.exit.LinksAndMonitors;
import io.baton.process.exit.Reaper;
import io.baton.process.reply.AwaitedReplies;
import io.baton.process.residence.EntryWatch;
import io.baton.process.residence.NoWatch;
import io.baton.process.schedule.Timekeeper;
import io.baton.process.spawn.Callers;
import io.baton.process.spawn.Spawner;
import io.baton.process.spawn.ThreadMailboxes;
import io.baton.process.state.LocalPid;
import io.baton.process.state.LocalProcess;
import io.baton.process.state.Names;
import io.baton.process.timer.MessageTimers;
import io.baton.process.upgrade.Upgrades;
import io.baton.spi.Debugger;
import io.baton.spi.Handover;
import io.baton.spi.ProcessControl;
import io.baton.spi.ProcessTracing;
import io.baton.spi.Safepoints;
import io.baton.spi.ShellSessions;
import io.baton.spi.Supervising;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** The processes of one running system: wires their parts, and serves the API's facades. */
public final class ProcessSystem implements ProcessRuntime, ProcessControl, ShellSessions {
  /** Last number that was given to a ref, monitor or timer. */
  private final AtomicLong refs = new AtomicLong();

  private final Names names = new Names();
  private final Upgrades upgrades = new Upgrades();
  private final Reaper reaper;
  private final Timekeeper timekeeper;
  private final Safepoints safepoints;
  private final Exits exits;
  private final Spawner spawner;
  private final LinksAndMonitors relations;
  private final ThreadMailboxes mailboxes;
  private final Callers callers;
  private final Messaging messaging;
  private final Dictionary dictionary;
  private final MessageTimers timers;
  private final ProcessInspector inspection;
  private final AwaitedReplies replies;

  /** Creates a system without safepoints: a process that spins cannot be ended. */
  public ProcessSystem(Handover handover) {
    this(handover, (_, _) -> () -> {});
  }

  public ProcessSystem(Handover handover, Safepoints safepoints) {
    this.safepoints = safepoints;
    reaper = new Reaper(safepoints, this::leftModules);
    exits = new Exits(names, reaper);
    timekeeper = new Timekeeper(this::all, safepoints);
    spawner = new Spawner(names, exits, timekeeper::millis, safepoints::clock);
    mailboxes =
        new ThreadMailboxes(spawner::adopt, process -> spawner.leave(process, ExitReason.NORMAL));
    callers = new Callers(mailboxes);
    messaging = new Messaging(callers, names, handover, upgrades);
    relations = new LinksAndMonitors(exits, refs::incrementAndGet);
    dictionary = new Dictionary(callers, handover);
    timers = new MessageTimers(callers, names, refs::incrementAndGet);
    inspection = new ProcessInspector(callers, spawner, timekeeper, reaper);
    replies = new AwaitedReplies(callers, spawner, relations);
    reaper.start(exits);
    timekeeper.start();
  }

  private Collection<LocalProcess> all() {
    return spawner.running();
  }

  public Upgrades upgrades() {
    return upgrades;
  }

  public AwaitedReplies replies() {
    return replies;
  }

  public Supervising supervising() {
    return new Helpers(callers, spawner, relations);
  }

  private void leftModules(LocalProcess process) {
    mailboxes.forget(process.thread(), process);
  }

  @Override
  public void checkCaller() {
    callers.known();
  }

  @Override
  public void checkAtSafepoint() {
    callers.checkAtSafepoint();
  }

  @Override
  public void checkpoint() {
    boolean mayKeepOthersWaiting =
        LocalProcess.CURRENT.isBound() || Thread.currentThread().isVirtual();
    LocalProcess me = mayKeepOthersWaiting ? callers.me() : callers.known();
    if (me != null) {
      me.slice().pauseIfOver();
      callers.check(me);
    }
  }

  @Override
  public Pid spawn(Next first) {
    checkCaller();
    return spawner.start(() -> spawner.create(first), LocalProcess::pid);
  }

  @Override
  public Pid spawn(Runnable body) {
    return spawn(new Body(body));
  }

  @Override
  public Pid spawnApart(Next first) {
    checkCaller();
    return spawner.start(() -> spawner.createApart(first), LocalProcess::pid);
  }

  @Override
  public Pid spawn(Next first, SpawnOptions options) {
    if (options.linked()) {
      LocalProcess me = callers.me();
      return spawner.start(() -> spawner.create(first, options), child -> linked(me, child));
    }
    checkCaller();
    return spawner.start(() -> spawner.create(first, options), LocalProcess::pid);
  }

  @Override
  public Pid spawnLink(Next first) {
    LocalProcess me = callers.me();
    return spawner.start(() -> spawner.create(first), child -> linked(me, child));
  }

  @Override
  public Spawned spawnMonitor(Next first) {
    LocalProcess me = callers.me();
    return spawner.start(() -> spawner.create(first), child -> watched(me, child));
  }

  @Override
  public Spawned spawnMonitor(Next first, SpawnOptions options) {
    LocalProcess me = callers.me();
    return spawner.start(
        () -> spawner.create(first, options),
        child -> {
          if (options.linked()) {
            relations.linkNew(me, child);
          }
          return watched(me, child);
        });
  }

  private Pid linked(LocalProcess me, LocalProcess child) {
    relations.linkNew(me, child);
    return child.pid();
  }

  private Spawned watched(LocalProcess me, LocalProcess child) {
    return new Spawned(child.pid(), relations.watch(me, child));
  }

  @Override
  public Pid self() {
    return callers.me().pid();
  }

  @Override
  public void send(Pid to, Object message) {
    messaging.send(to, message);
  }

  @Override
  public void send(String name, Object message) {
    messaging.send(name, message);
  }

  @Override
  public Ref makeRef() {
    LocalProcess me = callers.me();
    return new Ref(refs.incrementAndGet(), me.pid(), me.mailbox().position());
  }

  @Override
  public <T> T receive(Class<T> type, Predicate<? super T> condition) {
    return messaging.receive(type, condition);
  }

  @Override
  public <T> T receive(Ref ref, Class<T> type, Predicate<? super T> condition) {
    return messaging.receive(ref, type, condition);
  }

  @Override
  public <T> Optional<T> receive(Class<T> type, Predicate<? super T> condition, Duration timeout) {
    return messaging.receive(type, condition, timeout);
  }

  @Override
  public <T> Optional<T> receive(
      Ref ref, Class<T> type, Predicate<? super T> condition, Duration timeout) {
    return messaging.receive(ref, type, condition, timeout);
  }

  @Override
  public <T> Optional<T> receiveOrUpgrade(Class<T> type) {
    return messaging.receiveOrUpgrade(type);
  }

  @Override
  public ProcessExit exit(ExitReason reason) {
    LocalProcess me = callers.me();
    if (me.isBorrowed()) {
      // it has no turn that could throw the exit
      exits.end(me, reason);
      callers.check(me);
    }
    return new ProcessExit(reason);
  }

  @Override
  public void exit(Pid to, ExitReason reason) {
    LocalProcess me = callers.me();
    LocalProcess process = LocalPid.processOf(to);
    if (process != null) {
      exits.signal(me, process, reason);
      callers.check(me);
    }
  }

  @Override
  public void link(Pid other) {
    LocalProcess me = callers.me();
    relations.link(me, other);
    callers.check(me);
  }

  @Override
  public void unlink(Pid other) {
    relations.unlink(callers.me(), other);
  }

  @Override
  public MonitorRef monitor(Pid other) {
    return relations.monitor(callers.me(), other);
  }

  @Override
  public void demonitor(MonitorRef ref) {
    relations.demonitor(callers.me(), ref);
  }

  @Override
  public boolean trapExits(boolean trap) {
    return callers.me().trapExits(trap);
  }

  @Override
  public void register(String name, Pid pid) {
    checkCaller();
    names.register(name, pid);
  }

  @Override
  public void unregister(String name) {
    checkCaller();
    names.unregister(name);
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
  public <T> void put(DictionaryKey<T> key, T value) {
    dictionary.put(key, value);
  }

  @Override
  public <T> Optional<T> get(DictionaryKey<T> key) {
    return dictionary.get(key);
  }

  @Override
  public void erase(DictionaryKey<?> key) {
    dictionary.erase(key);
  }

  @Override
  public ProcessTimers timers() {
    return timers;
  }

  @Override
  public ProcessInspection inspection() {
    return inspection;
  }

  ProcessTracing tracing() {
    return inspection;
  }

  @Override
  public Collection<? extends Running> living() {
    return spawner.living();
  }

  @Override
  public Collection<? extends Running> living(String module) {
    return spawner.living(module);
  }

  @Override
  public Collection<? extends Running> running() {
    return spawner.snapshot();
  }

  @Override
  public boolean areCarriersScarce() {
    return timekeeper.someoneWaits();
  }

  @Override
  public Observation observe() {
    return spawner.observe();
  }

  @Override
  public boolean kill(Running process) {
    return exits.endByPurge((LocalProcess) process);
  }

  @Override
  public void settle(String module) {
    upgrades.settle(module);
  }

  @Override
  public Watch watch(long version) {
    if (Debugger.canAttach()) {
      return new NoWatch(); // a person who steps through the version would step into the watch
    }
    return new EntryWatch(safepoints, version, spawner.running().size(), Callers::residence);
  }

  @Override
  public Running adopt(Thread thread) {
    return mailboxes.living(thread);
  }

  @Override
  public <T> T runAs(Object session, Callable<T> body) throws Exception {
    return mailboxes.runAs(session, body);
  }

  /** Ends every process, and each one that is started or adopted afterwards. */
  public void stop() {
    spawner.stop();
    timers.stop();
    timekeeper.stop();
    reaper.stop();
    replies.stop();
  }
}
