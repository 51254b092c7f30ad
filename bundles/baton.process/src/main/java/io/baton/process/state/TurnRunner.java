package io.baton.process.state;

import io.baton.api.process.Next;
import io.baton.api.process.ProcessRuntime;
import io.baton.spi.CapturedCall;
import io.baton.spi.ContextLoaders;
import io.baton.spi.Log;
import io.baton.spi.ProcessTracing.Event;
import io.baton.spi.Turn;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs the turns of a process: the current one, and the call that comes next. */
final class TurnRunner {
  private static final Log LOG = Log.of("io.baton.process");

  /** Next call; written by the spawner, then touched by the process's own thread only. */
  private Next pending;

  /** Written by the process's own thread, read by the code server. */
  private volatile @Nullable Turn turn;

  /**
   * True if no turn of the version that runs this one has returned just before it. Written by the
   * process's own thread before {@link #turn}, and when the turn has returned; read by the code
   * server.
   */
  private volatile boolean first = true;

  /**
   * True if the last turn was a round of a loop that goes on: people count that as one turn.
   * Touched by its own thread only.
   */
  private boolean goesOn;

  /** What {@link #turn} is affected by; touched by its own thread only. */
  private @Nullable String affectedBy;

  /** Logged reason why the process stays in an old version; touched by its own thread only. */
  private @Nullable String logged;

  TurnRunner(Next first) {
    pending = first;
    turn = first instanceof Turn local ? local : null;
  }

  Optional<Turn> turn() {
    return Optional.ofNullable(turn);
  }

  boolean isFirst() {
    return first;
  }

  boolean hasNext() {
    return pending instanceof CapturedCall;
  }

  /**
   * Runs one turn. No variable here or in the caller keeps the captured call, so a process that
   * waits in the new version holds nothing of the old one.
   */
  void take(LocalProcess process, AffectedProcesses affected) throws Throwable {
    Turn loop = goesOn ? turn : null;
    Turn now = loop == null ? bindPending(process, affected) : loop;
    Next next = now.run();
    if (first) {
      first = false;
    }
    goesOn = next == now && now.isRoundOfLoop();
    pending = next;
  }

  private Turn bindPending(LocalProcess process, AffectedProcesses affected) {
    CapturedCall call = (CapturedCall) pending;
    Turn before = turn;
    process.resources().turn();
    Consumer<Event> tracer = process.mailbox().tracer();
    if (tracer != null) {
      tracer.accept(new Event.Turn(call.called()));
    }
    Turn bound;
    do {
      bound = call.bind(before);
      boolean isFirst = isFirst(before, bound);
      if (isFirst != first) {
        first = isFirst;
      }
      show(bound, process, affected);
    } while (!bound.upToDate());
    pending = ProcessRuntime.STOP;
    ClassLoader code = bound.code();
    ContextLoaders.enter(code);
    if (code != null) {
      logOnce(process, code, bound.whyIn(code).orElse(null));
    }
    return bound;
  }

  /**
   * Shows a turn. As long as it is shown, loads that affect it find the process: it is added before
   * and removed after. A load that does not find it has switched before, so the turn is not {@link
   * Turn#upToDate} or binds what is current.
   */
  private void show(Turn bound, LocalProcess process, AffectedProcesses affected) {
    String before = affectedBy;
    String next = bound.affectedBy();
    if (Objects.equals(before, next)) {
      turn = bound;
      return;
    }
    if (next != null) {
      affected.add(next, process);
    }
    turn = bound;
    affectedBy = next;
    if (before != null) {
      affected.remove(before, process.pid());
    }
  }

  /** Takes the process out of what loads find; called after its last turn. */
  void leave(LocalPid pid, AffectedProcesses affected) {
    if (affectedBy != null) {
      affected.remove(affectedBy, pid);
    }
  }

  /** Clears its references; called by the process's own thread after its last turn. */
  void forget() {
    pending = ProcessRuntime.STOP;
    turn = null;
  }

  /**
   * Returns whether a turn is the first of its version. A loop of Baton's own is in a version only
   * after code of that version has run.
   */
  private boolean isFirst(@Nullable Turn before, Turn bound) {
    boolean isFirstOfAll = first && before == bound;
    return !bound.isRoundOfLoop()
        && (isFirstOfAll || before == null || before.code() != bound.code());
  }

  /**
   * Logs once, not at every turn nor for each of many processes, why a process stays in its
   * version.
   */
  private void logOnce(LocalProcess process, ClassLoader version, @Nullable String why) {
    if (why != null && !why.equals(logged)) {
      logged = why;
      LOG.logOnce(
          System.Logger.Level.WARNING,
          System.identityHashCode(version) + why,
          "process %s stays in its version: %s".formatted(process.label(), why),
          null);
    }
  }
}
