package io.baton.application.control;

import io.baton.api.application.ApplicationInfo.State;
import io.baton.api.application.StartResult;
import io.baton.api.application.StopResult;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Stops applications: one, or all of them when the system stops. Called as the table is. */
final class Stops {
  /** Parts of the time that a stop may take: one for the root, one for the callbacks around it. */
  static final int PARTS = 2;

  private final ApplicationTable table;
  private final Masters masters;
  private final Consequences consequences;

  /** Called once when nothing runs any more; null while the system is not being stopped. */
  private @Nullable Runnable whenAllHaveStopped;

  Stops(ApplicationTable table, Masters masters, Consequences consequences) {
    this.table = table;
    this.masters = masters;
    this.consequences = consequences;
  }

  boolean isShuttingDown() {
    return whenAllHaveStopped != null;
  }

  /** Stops an application; the reply gets the result when there is one. */
  void stop(String application, Consumer<? super StopResult> reply) {
    Entry entry = table.find(application).orElse(null);
    if (entry == null) {
      reply.accept(new StopResult.NotStarted(application));
      return;
    }
    entry.isBootPending = false;
    entry.isStoppedByHand = true;
    switch (entry.state()) {
      case State.Running _ -> {
        entry.awaitsStop(reply::accept);
        stopNow(entry);
      }
      case State.Stopping _ -> entry.awaitsStop(reply::accept);
      case State.Starting _ -> {
        entry.awaitsStop(reply::accept);
        abandon(entry, new StartResult.Stopped(application));
      }
      case State.Waiting _, State.Ended _ -> {
        entry.is(new State.Stopped());
        table.forgetIfGone(entry);
        reply.accept(new StopResult.Ok(application));
      }
      case State.Stopped _, State.Refused _ -> reply.accept(new StopResult.NotStarted(application));
    }
  }

  private void stopNow(Entry entry) {
    entry.is(new State.Stopping());
    entry.deadline = table.in(entry.spec().bounds().stop().multipliedBy(PARTS));
    Masters.Master master = entry.master;
    if (master != null) {
      masters.stop(master);
    }
  }

  /** Ends a start. */
  void abandon(Entry entry, StartResult.Refused refused) {
    Masters.Master master = entry.master;
    if (master == null) {
      table.isNotWaiting(entry);
      table.failed(entry, refused);
    } else {
      entry.refused = refused;
      masters.kill(master.pid());
      table.ended(master, ExitReason.KILLED, false);
    }
  }

  /** Kills an application that has not stopped in time. */
  void killNow(Entry entry) {
    consequences.log(
        Level.WARNING,
        "application %s has not stopped within %d ms, and is killed; the property stop.timeout.ms sets the bound"
            .formatted(entry.name(), entry.spec().bounds().stop().multipliedBy(PARTS).toMillis()));
    Pid root = entry.root;
    if (root != null) {
      masters.kill(root);
    }
    Masters.Master master = entry.master;
    if (master != null) {
      masters.kill(master.pid());
      table.ended(master, ExitReason.KILLED, false);
    }
  }

  /** Stops all applications, the one that was started last first; then runs what is given. */
  void shutDown(Runnable then) {
    whenAllHaveStopped = then;
    for (Entry entry : table.entries()) {
      entry.isBootPending = false;
      if (entry.state() instanceof State.Starting) {
        abandon(entry, new StartResult.Stopped(entry.name()));
      }
    }
    stopNext();
  }

  /** Goes on with a shutdown, if there is one. */
  void stopNext() {
    Runnable then = whenAllHaveStopped;
    if (then == null) {
      return;
    }
    Optional<Entry> last =
        table.entries().stream()
            .filter(Entry::isActive)
            .max(Comparator.comparingLong(entry -> entry.number));
    if (last.isEmpty()) {
      then.run();
    } else if (last.get().isRunning()) {
      stopNow(last.get());
    }
  }

  /** Kills all applications. */
  void killAll() {
    table.entries().stream().filter(Entry::isActive).forEach(this::killNow);
  }
}
