package io.baton.otp.loop;

import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;

import io.baton.api.process.Exit;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessExit;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import io.baton.api.server.Then;
import io.baton.otp.request.ForeignReply;
import io.baton.otp.request.Message;
import io.baton.otp.version.GapException;
import io.baton.otp.version.LiveState;
import io.baton.otp.version.Stateful;
import io.baton.otp.version.Versions;
import io.baton.spi.CapturedCall;
import io.baton.spi.Modules;
import io.baton.spi.ProcessTable;
import io.baton.spi.Replies;
import io.baton.spi.ThrownReason;
import io.baton.spi.Turn;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Process that runs a behaviour. Touched by that process only, except where a comment says
 * otherwise. While it waits, there is no frame of any version on its stack, and nothing here keeps
 * one but the state itself. Erlang: stdlib/src/gen_server.erl, {@code loop/7}.
 */
public final class Loop implements CapturedCall, Turn, Stateful, ProcessTable.Keeper {
  private final Behaviour behaviour;
  private final Versions versions;
  private final Termination termination;
  private final SystemMessages system = new SystemMessages(this);
  private final Optional<Pid> parent;
  private final @Nullable String name;

  /** Null once the first state is made: it holds values of the starter. */
  private @Nullable Initialization initialization;

  private @Nullable Object state;

  /** What to do until the next message. */
  private Then then = Then.WAIT;

  Loop(Behaviour behaviour, Modules.Named module, StartHandshake handshake, Replies.Slot starter) {
    this.behaviour = behaviour;
    versions = new Versions(module, behaviour);
    termination = new Termination(this, behaviour, versions);
    parent = handshake.parent;
    name = handshake.name.orElse(null);
    initialization = new Initialization(this, handshake, starter);
  }

  @Override
  public Turn bind() {
    return this;
  }

  @Override
  public boolean upToDate() {
    return true;
  }

  @Override
  public boolean isRoundOfLoop() {
    return true;
  }

  /** All modules that it runs at any time. */
  @Override
  public String affectedBy() {
    return behaviour.runsOthers() ? EVERY_MODULE : versions.module();
  }

  @Override
  public @Nullable ClassLoader code() {
    ClassLoader own = versions.code();
    return own == null ? behaviour.code() : own;
  }

  @Override
  public boolean isIn(ClassLoader version) {
    return versions.code() == version || behaviour.isIn(version);
  }

  @Override
  public boolean isInAny(Set<ClassLoader> versions) {
    ClassLoader own = this.versions.code();
    return (own != null && versions.contains(own)) || behaviour.isInAny(versions);
  }

  @Override
  public Optional<String> whyIn(ClassLoader version) {
    return versions.why(version).or(() -> behaviour.whyIn(version));
  }

  @Override
  public Optional<String> role() {
    return Optional.of("%s of %s".formatted(behaviour.role(), versions.module()));
  }

  /** Called by any thread, so the state may be outdated. */
  @Override
  public List<ProcessTable.Kept> kept() {
    Object now = state;
    return now == null ? List.of() : behaviour.kept(now);
  }

  /**
   * Returns the kind of its state; null if states must be compared one by one; called by any
   * thread.
   */
  @Nullable Class<?> kind() {
    Object now = state;
    return now == null ? null : behaviour.kind(now);
  }

  /** Returns whether its state is in the current version of the module; called by any thread. */
  boolean hasSwitched(String module) {
    return versions.module().equals(module) && !behaviour.runs(module) && versions.isSettled();
  }

  /** Returns its states that belong to a module; called by any thread, so they may be outdated. */
  List<LiveState> live(String module) {
    Object now = state;
    return now == null ? List.of() : behaviour.live(now, versions, module);
  }

  /** Returns whether it runs a module; called by any thread. */
  private boolean runs(String module) {
    return versions.module().equals(module) || behaviour.runs(module);
  }

  /**
   * Handles one message. Each begins with a stack without any frame of a version, so a soft purge
   * need not inspect the stacks of servers that have switched.
   */
  @Override
  public Next run() {
    Initialization first = initialization;
    then = first == null ? next(then) : begin(first);
    return this;
  }

  public Versions versions() {
    return versions;
  }

  Optional<Pid> parent() {
    return parent;
  }

  @Override
  public Object state() {
    if (state == null) {
      throw new IllegalStateException("the server has no state");
    }
    return state;
  }

  @Override
  public void state(Object next) {
    state = next;
  }

  /** Returns what {@code sys} shows of the state. */
  Object shown() {
    return behaviour.shown(state());
  }

  /** Replaces the state, and carries it into the version that handles messages now. */
  void replaceState(UnaryOperator<Object> change) {
    Modules.Bound version = versions.enter(this);
    state = behaviour.replace(version, state(), change.apply(shown()));
  }

  private Then begin(Initialization first) {
    Init.Ok<Object> ok = first.run(behaviour, versions);
    state = ok.state();
    initialization = null;
    first.acknowledge();
    return ok.then();
  }

  private Then next(Then then) {
    return switch (behaviour.untilNext(state(), then)) {
      case Then.Continue(Object term) -> handle(new Message.Continue(term), then);
      case Then.Timeout(var time) ->
          system.isSuspended()
              ? got(receive(Object.class, this::isUrgent), then)
              : got(receive(Object.class, time).orElse(behaviour.idle()), then);
      case Then.Wait _, Then.Hibernate _ ->
          system.isSuspended()
              ? got(receive(Object.class, this::isUrgent), then)
              : got(receive(Object.class), then);
    };
  }

  /** Returns the loop of a process; null if it has none that runs the module. */
  static @Nullable Loop of(ProcessTable.Running process, String module) {
    return process.turn().orElse(null) instanceof Loop loop && loop.runs(module) ? loop : null;
  }

  /** Returns whether it is free to change version now; called by any thread. */
  boolean canLook(ProcessTable.Running process) {
    return (versions.isLooking() || process.waiting() != 0) && !system.isSuspended();
  }

  /** Returns whether a message is handled even while the server is suspended. */
  private boolean isUrgent(Object message) {
    return message instanceof Message.SystemRequest
        || message instanceof Message.Stop
        || isFromParent(message);
  }

  private boolean isFromParent(Object message) {
    return message instanceof Exit exit && parent.filter(exit.from()::equals).isPresent();
  }

  private Then got(Object message, Then then) {
    return switch (message) {
      case Message.SystemRequest(var request, var from) -> {
        system.handle(request, from);
        yield then;
      }
      case Message.Look(var looked) -> {
        versions.look(this);
        behaviour.look();
        looked.countDown();
        yield then;
      }
      case Message.Stop(ExitReason reason) -> throw end(reason);
      case Exit exit when isFromParent(exit) -> throw end(exit.reason());
      case Message.Changed() -> then;
      default -> handle(message, then);
    };
  }

  /**
   * Keeps a message and waits while no version can handle it. Requests wait for as long as their
   * callers do, all others until there is a version.
   *
   * @return false if it was a request, and its caller has got the error
   */
  private boolean await(Modules.Gap gap, Object message) {
    boolean isLate = gap.left().isZero();
    if (isLate && message instanceof Message.Request request) {
      GapWait.refuse(request, gap);
      return false;
    }
    GapWait.forChangeOr(gap, other -> isUrgent(other) || (isLate && isRequest(other)), !isLate)
        .ifPresent(other -> urgent(other, gap));
    while (system.isSuspended()) {
      urgent(receive(Object.class, this::isUrgent), gap);
    }
    return true;
  }

  private static boolean isRequest(Object message) {
    return message instanceof Message.Request;
  }

  private void urgent(Object message, Modules.Gap gap) {
    if (message instanceof Message.Request request) {
      GapWait.refuse(request, gap);
    } else {
      var _ = got(message, Then.WAIT);
    }
  }

  private Then handle(Object message, Then then) {
    Debug debug = system.debug();
    if (debug != null && !(message instanceof Message.Continue)) {
      debug.in(this, message);
    }
    while (true) {
      Handled<Object> handled;
      try {
        handled = versions.run(this, version -> behaviour.handle(version, message, state()));
      } catch (GapException away) {
        if (await(away.gap(), message)) {
          continue;
        }
        return then;
      } catch (Throwable thrown) {
        throw failed(thrown);
      }
      noteReplies(debug);
      return follow(message, handled);
    }
  }

  private Then follow(Object message, @Nullable Handled<Object> handled) {
    return switch (handled) {
      case Handled.NoReply<Object>(Object next, Then after) -> {
        state = next;
        yield after;
      }
      case Handled.Reply<Object>(var value, Object next, Then after)
          when message instanceof Message.Request request -> {
        state = next;
        reply(request, value);
        yield after;
      }
      case Handled.Stop<Object>(ExitReason reason, Object last) -> {
        state = last;
        throw end(reason);
      }
      case Handled.StopReply<Object>(var value, ExitReason reason, Object last)
          when message instanceof Message.Request request -> {
        state = last;
        ProcessExit end = end(reason);
        reply(request, value);
        throw end;
      }
      case Handled.Reply<Object> _, Handled.StopReply<Object> _ ->
          throw end(Ending.BAD_RETURN_VALUE);
      case null -> throw end(Ending.BAD_RETURN_VALUE);
    };
  }

  private void noteReplies(@Nullable Debug debug) {
    List<Object> sent = behaviour.takeSent(state());
    if (debug != null) {
      sent.forEach(reply -> debug.out(this, reply));
    }
  }

  private void reply(Message.Request request, @Nullable Object value) {
    Modules.Bound version = versions.lastUsed();
    boolean atHome =
        version != null && version.loader() == request.call().getClass().getClassLoader();
    request.from().answer(atHome ? value : ForeignReply.of(value));
    Debug debug = system.debug();
    if (debug != null) {
      debug.out(this, value);
    }
  }

  /**
   * Ends a server whose callback has thrown. If the process itself was terminated, it just ends.
   */
  private ProcessExit failed(Throwable thrown) {
    Ending.checkAlive();
    return Ending.log(this, termination.run(ThrownReason.of(thrown)), thrown);
  }

  /** Runs {@code terminate}, and returns the exit whose reason links and monitors see. */
  ProcessExit end(ExitReason reason) {
    return Ending.log(this, termination.run(reason), null);
  }

  @Override
  public String toString() {
    return "%s (%s)".formatted(self(), name == null ? role().orElseThrow() : name);
  }
}
