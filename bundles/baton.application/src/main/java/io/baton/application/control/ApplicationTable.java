package io.baton.application.control;

import io.baton.api.application.ApplicationInfo;
import io.baton.api.application.ApplicationInfo.State;
import io.baton.api.application.StartResult;
import io.baton.api.application.StopResult;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.supervisor.Restart;
import io.baton.spi.ThrownReason;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The applications and what they do (Erlang's application_controller.erl). One thread calls all its
 * methods; none of them waits, or runs code of a module.
 *
 * <p>One application at a time loads its modules, so that two that need the same one do not load it
 * twice. Their start functions run in parallel.
 */
final class ApplicationTable {
  private static final long NEVER = Long.MAX_VALUE;

  private final Masters masters;
  private final Consequences consequences;
  private final LongSupplier nanoTime;
  private final BootStarts boot;
  private final Stops stops;
  private final Map<String, Entry> entries = new TreeMap<>();

  /** Starts that wait until the one before has loaded its modules. */
  private final Deque<Entry> waiting = new ArrayDeque<>();

  /** The master that loads now; null if none does. */
  private Masters.@Nullable Master loading;

  /** How many applications have been started. */
  private long starts;

  ApplicationTable(Masters masters, Consequences consequences, LongSupplier nanoTime) {
    this.masters = masters;
    this.consequences = consequences;
    this.nanoTime = nanoTime;
    boot = new BootStarts(this);
    stops = new Stops(this, masters, consequences);
  }

  Collection<Entry> entries() {
    return List.copyOf(entries.values());
  }

  Optional<Entry> find(String application) {
    return Optional.ofNullable(entries.get(application));
  }

  boolean isShuttingDown() {
    return stops.isShuttingDown();
  }

  Stops stops() {
    return stops;
  }

  /** Takes a start back that has not begun. */
  void isNotWaiting(Entry entry) {
    waiting.remove(entry);
  }

  /** Returns the order in which an application and all that it depends on are started. */
  Dependencies.Found order(String application) {
    return Dependencies.of(application, name -> find(name).map(one -> one.spec().applications()));
  }

  /** Lets applications start with the system, from now on. */
  void open() {
    boot.open();
  }

  /** Takes a configuration that is new, has changed, or is there again. */
  void configured(ApplicationSpec spec) {
    Entry entry = entries.computeIfAbsent(spec.name(), _ -> booting(spec));
    boolean isChanged = !entry.spec().equals(spec);
    entry.isConfigured = true;
    entry.isSpecifiedBy(spec);
    if (isChanged && !entry.isStoppedByHand && hasNotStarted(entry)) {
      entry.is(new State.Stopped());
      entry.isBootPending = spec.isBoot();
    }
    boot.look();
  }

  private static Entry booting(ApplicationSpec spec) {
    var entry = new Entry(spec);
    entry.isBootPending = spec.isBoot();
    return entry;
  }

  private static boolean hasNotStarted(Entry entry) {
    return switch (entry.state()) {
      case State.Stopped _, State.Waiting _, State.Refused _ -> true;
      case State.Starting _, State.Running _, State.Stopping _, State.Ended _ -> false;
    };
  }

  /** Takes notice that a configuration has gone. What runs, runs on. */
  void gone(String application) {
    find(application)
        .ifPresent(entry -> {
          entry.isConfigured = false;
          entry.isBootPending = false;
          forgetIfGone(entry);
          boot.look();
        });
  }

  /** Forgets an application that neither runs nor is configured. */
  void forgetIfGone(Entry entry) {
    if (!entry.isConfigured && !entry.isActive()) {
      entries.remove(entry.name(), entry);
    }
  }

  /** Takes notice that another version of a module is current. */
  void changed(String module) {
    boot.changed(module);
  }

  /** Starts an application; the reply gets the result when there is one. */
  void start(String application, Consumer<? super StartResult> reply) {
    Entry entry = entries.get(application);
    if (entry == null || (!entry.isConfigured && !entry.isActive())) {
      reply.accept(new StartResult.NotConfigured(application));
    } else if (isShuttingDown()) {
      reply.accept(new StartResult.Stopped(application));
    } else {
      switch (entry.state()) {
        case State.Running _ -> reply.accept(new StartResult.AlreadyStarted(application));
        case State.Starting _ -> entry.awaitsStart(reply::accept);
        case State.Stopping _ -> entry.awaitsRestart(reply::accept);
        case State.Stopped _, State.Waiting _, State.Refused _, State.Ended _ ->
            startIfItMay(entry, reply);
      }
    }
  }

  private void startIfItMay(Entry entry, Consumer<? super StartResult> reply) {
    Optional<String> missing =
        entry.spec().applications().stream()
            .filter(name -> !find(name).map(Entry::isRunning).orElse(false))
            .findFirst();
    if (missing.isPresent()) {
      reply.accept(new StartResult.DependencyNotStarted(entry.name(), missing.get()));
    } else {
      entry.awaitsStart(reply::accept);
      begin(entry);
    }
  }

  /** Begins a start whose dependencies run. */
  void begin(Entry entry) {
    entry.isBootPending = false;
    entry.isStoppedByHand = false;
    entry.is(new State.Starting());
    entry.deadline = NEVER;
    waiting.add(entry);
    loadNext();
  }

  private void loadNext() {
    while (loading == null && !waiting.isEmpty()) {
      Entry entry = waiting.remove();
      try {
        loading = masters.start(entry.spec());
        entry.master = loading;
        entry.deadline = in(entry.spec().bounds().start());
      } catch (RuntimeException | Error e) {
        failed(entry, new StartResult.Failed(entry.name(), ThrownReason.of(e)));
      }
    }
  }

  /** Returns the end of a time that begins now. */
  long in(Duration time) {
    return nanoTime.getAsLong() + time.toNanos();
  }

  /** Takes the report that a master has loaded its modules. */
  void loaded(Masters.Master master) {
    if (loading == master) {
      loading = null;
      loadNext();
    }
  }

  /** Takes the report that a start function has returned the root. */
  void up(Masters.Master master, Pid root) {
    Entry entry = of(master);
    if (entry != null && entry.state() instanceof State.Starting) {
      entry.root = root;
      entry.deadline = NEVER;
      entry.number = ++starts;
      entry.is(new State.Running(master.pid(), root, Clock.systemUTC().instant()));
      consequences.log(
          Level.DEBUG, "application %s runs, its root is %s".formatted(entry.name(), root));
      entry.answer(new StartResult.Ok(entry.name(), root));
      boot.look();
    }
  }

  /** Takes the report why a start has failed; the end of the master follows. */
  void notUp(Masters.Master master, StartResult.Refused refused) {
    Entry entry = of(master);
    if (entry != null && entry.refused == null) {
      entry.refused = refused;
    }
  }

  private @Nullable Entry of(Masters.Master master) {
    return entries.values().stream()
        .filter(entry -> entry.master == master)
        .findFirst()
        .orElse(null);
  }

  /**
   * Takes the report that a master has ended.
   *
   * @param isRootLeft whether it was ended before its root
   */
  void ended(Masters.Master master, ExitReason reason, boolean isRootLeft) {
    Entry entry = of(master);
    if (entry != null) {
      switch (entry.state()) {
        case State.Starting _ ->
            failed(
                entry,
                entry.refused == null
                    ? new StartResult.Failed(entry.name(), reason)
                    : entry.refused);
        case State.Running _ -> endedByItself(entry, reason, isRootLeft);
        case State.Stopping _ -> {
          if (isRootLeft && entry.root != null) {
            masters.kill(entry.root);
          }
          if (entry.ending == null) {
            stopped(entry);
          } else {
            over(entry, entry.ending);
          }
        }
        case State.Stopped _, State.Waiting _, State.Refused _, State.Ended _ -> {}
      }
    }
    loaded(master);
  }

  private void endedByItself(Entry entry, ExitReason reason, boolean isRootLeft) {
    if (isRootLeft && entry.root != null) {
      entry.ending = reason;
      entry.is(new State.Stopping());
      entry.deadline = in(entry.spec().bounds().stop().multipliedBy(Stops.PARTS));
      entry.master = masters.close(entry.spec(), entry.root, reason);
    } else {
      over(entry, reason);
    }
  }

  /** Notes that a start has failed. */
  void failed(Entry entry, StartResult.Refused refused) {
    entry.hasEnded();
    entry.is(new State.Refused(refused));
    consequences.log(
        Level.WARNING,
        "application %s does not start: %s: %s"
            .formatted(entry.name(), refused.reason(), refused.why()));
    entry.answer(refused);
    entry.answer(new StopResult.Ok(entry.name()));
    afterwards(entry);
  }

  private void stopped(Entry entry) {
    entry.hasEnded();
    entry.is(new State.Stopped());
    entry.answer(new StopResult.Ok(entry.name()));
    afterwards(entry);
  }

  private void over(Entry entry, ExitReason reason) {
    entry.hasEnded();
    entry.is(new State.Ended(reason));
    Restart type = entry.spec().type();
    boolean isFatal =
        type == Restart.PERMANENT
            || (type == Restart.TRANSIENT && !reason.equals(ExitReason.NORMAL));
    String text =
        "application %s has ended: %s; it is %s"
            .formatted(entry.name(), reason, type.name().toLowerCase(Locale.ROOT));
    if (isFatal && !isShuttingDown()) {
      consequences.endNode(text);
    } else {
      consequences.log(Level.WARNING, text);
    }
    entry.answer(new StopResult.Ok(entry.name()));
    afterwards(entry);
  }

  private void afterwards(Entry entry) {
    entry.restarts().forEach(reply -> start(entry.name(), reply));
    forgetIfGone(entry);
    boot.look();
    stops.stopNext();
  }

  /** Ends what has taken too long, and logs what waits for long. */
  void tick() {
    long now = nanoTime.getAsLong();
    for (Entry entry : entries()) {
      if (entry.deadline - now <= 0) {
        switch (entry.state()) {
          case State.Starting _ ->
              stops.abandon(
                  entry, new StartResult.TimedOut(entry.name(), entry.spec().bounds().start()));
          case State.Stopping _ -> stops.killNow(entry);
          case State.Waiting(String cause) -> {
            entry.deadline = NEVER;
            consequences.log(
                Level.WARNING, "application %s waits for %s".formatted(entry.name(), cause));
          }
          case State.Stopped _, State.Running _, State.Refused _, State.Ended _ -> {}
        }
      }
    }
  }

  /** Returns when {@link #tick} is to be called next; {@link Long#MAX_VALUE} if not at all. */
  long nextDeadline() {
    return entries.values().stream()
        .filter(entry -> entry.isActive() || entry.state() instanceof State.Waiting)
        .mapToLong(entry -> entry.deadline)
        .min()
        .orElse(NEVER);
  }

  /** Returns whether no start is under way. */
  boolean isSettled() {
    return entries.values().stream().noneMatch(entry -> entry.state() instanceof State.Starting);
  }

  /** Returns those that run, in the order of their starts. */
  List<ApplicationInfo> running() {
    return entries.values().stream()
        .filter(Entry::isRunning)
        .sorted(Comparator.comparingLong(entry -> entry.number))
        .map(Entry::info)
        .toList();
  }

  /** Returns all, in the order of their names. */
  Stream<ApplicationInfo> all() {
    return entries.values().stream().map(Entry::info);
  }
}
