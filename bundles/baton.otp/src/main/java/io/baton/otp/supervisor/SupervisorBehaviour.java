package io.baton.otp.supervisor;

import io.baton.api.code.HandoverException;
import io.baton.api.process.Exit;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Processes;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import io.baton.api.supervisor.ChildRequest;
import io.baton.api.supervisor.Spec;
import io.baton.api.supervisor.Strategy;
import io.baton.api.supervisor.SupervisorSpec;
import io.baton.otp.loop.Behaviour;
import io.baton.otp.loop.Ending;
import io.baton.otp.request.Message;
import io.baton.otp.version.ValueConverter;
import io.baton.spi.Modules;
import io.baton.spi.Replies;
import io.baton.spi.Supervising;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Behaviour {@code supervisor}: a server whose code is Baton's own. Its version is that of its
 * module.
 */
final class SupervisorBehaviour implements Behaviour {
  /** Maximum time for {@code init} to return a new specification: the default time-out of calls. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Supervising supervising;
  private final ChildStarts starts;
  private final ValueConverter converter;

  SupervisorBehaviour(Supervising supervising, ChildStarts starts, ValueConverter converter) {
    this.supervising = supervising;
    this.starts = starts;
    this.converter = converter;
  }

  /** State of one supervisor; touched by its process only. */
  private static final class State {
    private final Object argument;
    private final SupervisorModule module;
    private final HelperTasks tasks;
    private final Reports reports;

    /** Held strongly, because nothing else holds it and the loop must be able to stay in it. */
    private Modules.Bound version;

    /** Null until the specification is known. */
    private @Nullable Supervision supervision;

    private @Nullable ChildRequests requests;

    State(Supervising supervising, Modules.Bound version, Object argument) {
      this.argument = argument;
      this.version = version;
      module = (SupervisorModule) version.instance();
      reports = new Reports(() -> label(module));
      tasks = new HelperTasks(supervising, module.parent(), new ResponsiveWait(this::look));
    }

    private void look(ChildRequest.Look look, Replies.Slot from) {
      if (requests == null) {
        throw new IllegalStateException("the supervisor has no specification");
      }
      from.answer(requests.look(look));
    }

    Supervision supervision() {
      if (supervision == null) {
        throw new IllegalStateException("the supervisor has no specification");
      }
      return supervision;
    }

    ChildRequests requests() {
      if (requests == null) {
        throw new IllegalStateException("the supervisor has no specification");
      }
      return requests;
    }

    void supervises(Supervision what) {
      supervision = what;
      requests = new ChildRequests(what);
      module.supervises(what);
    }

    @Override
    public String toString() {
      return supervision == null ? "supervisor" : supervision.toString();
    }
  }

  private static String label(SupervisorModule module) {
    return module
        .name()
        .map(name -> "supervisor %s (%s)".formatted(Processes.self(), name))
        .orElseGet(() -> "%s (supervisor of %s)".formatted(Processes.self(), module.module()));
  }

  @Override
  public String role() {
    return "supervisor";
  }

  @Override
  public Init<Object> init(Modules.Bound version, Object argument) {
    boolean _ = Processes.trapExits(true);
    var state = new State(supervising, version, argument);
    return switch (ask(state, Optional.empty())) {
      case HelperTasks.Outcome.Failed(ExitReason reason, _) -> Init.stop(reason);
      case HelperTasks.Outcome.GivenUp() -> Init.stop(ExitReason.SHUTDOWN);
      case HelperTasks.Outcome.Returned(SupervisorSpec spec, _) -> begin(state, spec);
      case HelperTasks.Outcome.Returned(Spec.Ignore(), _) -> Init.ignore();
      case HelperTasks.Outcome.Returned _ -> Init.stop(Ending.BAD_RETURN_VALUE);
    };
  }

  private Init<Object> begin(State state, SupervisorSpec spec) {
    SpecCheck.check(spec);
    var responsiveWait = new ResponsiveWait(state::look);
    var supervision =
        new Supervision(
            spec,
            supervising,
            new Launcher(starts, state.tasks),
            new Stops(state.reports, responsiveWait),
            new Restarts(System::nanoTime),
            state.reports);
    state.supervises(supervision);
    Optional<ExitReason> failed = supervision.startAll();
    return failed.isPresent() ? Init.stop(failed.get()) : Init.ok(state);
  }

  private HelperTasks.Outcome ask(State state, Optional<Duration> bound) {
    SupervisorModule module = state.module;
    Object argument = state.argument;
    return state.tasks.ask(() -> module.init(argument, converter), bound);
  }

  @Override
  public Handled<Object> handle(Modules.Bound version, Object message, Object state) {
    var own = (State) state;
    Supervision.Verdict verdict =
        switch (message) {
          case Exit exit -> own.supervision().ended(exit.from(), exit.reason());
          case ChildMessage.TryAgain again -> own.supervision().tryAgain(again);
          case ChildMessage.Asked(ChildRequest request, Replies.Slot from) -> {
            from.answer(own.requests().answer(request));
            yield Supervision.Verdict.GO_ON;
          }
          case Message.Request request -> {
            request.from().refuse(ExitReason.of("not_a_request_to_a_supervisor"));
            yield Supervision.Verdict.GO_ON;
          }
          default -> {
            own.reports.unexpected(message);
            yield Supervision.Verdict.GO_ON;
          }
        };
    return switch (verdict) {
      case GO_ON -> Handled.noReply(state);
      case SHUT_DOWN -> Handled.stop(ExitReason.SHUTDOWN, state);
    };
  }

  @Override
  public void terminate(Modules.Bound version, ExitReason reason, Object state) {
    ((State) state).supervision().stopAll();
  }

  /**
   * Takes the specification of another version ({@code code_change/3}). No process changes; after a
   * failure the supervisor is as before.
   */
  @Override
  public Object carry(Modules.Bound into, Object state) {
    var own = (State) state;
    if (own.version != into) {
      switch (ask(own, Optional.of(PATIENCE))) {
        case HelperTasks.Outcome.Failed(ExitReason reason, _) ->
            throw refused("its init failed: " + reason);
        case HelperTasks.Outcome.GivenUp() -> throw refused("the supervisor ends");
        case HelperTasks.Outcome.Returned(SupervisorSpec spec, _) -> take(own, spec);
        case HelperTasks.Outcome.Returned(Spec.Ignore(), _) -> {}
        case HelperTasks.Outcome.Returned _ -> throw refused("its init returned nothing");
      }
      own.version = into;
    }
    return own;
  }

  private static void take(State state, SupervisorSpec spec) {
    try {
      SpecCheck.check(spec);
    } catch (IllegalArgumentException e) {
      throw refused(e.getMessage());
    }
    Supervision supervision = state.supervision();
    boolean simple = spec.strategy() == Strategy.SIMPLE_ONE_FOR_ONE;
    if (simple != supervision.isSimple()) {
      throw refused(
          "the strategy cannot change from %s to %s while the supervisor runs"
              .formatted(supervision.spec().strategy(), spec.strategy()));
    }
    supervision.update(spec);
  }

  private static HandoverException refused(@Nullable String why) {
    return new HandoverException("the new specification cannot be taken: " + why);
  }
}
