package io.baton.otp.supervisor;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.supervisor.Child;
import io.baton.api.supervisor.ChildCount;
import io.baton.api.supervisor.ChildRequest;
import io.baton.api.supervisor.ChildResult;
import io.baton.api.supervisor.ChildSpec;
import io.baton.api.supervisor.Kind;
import io.baton.api.supervisor.Start;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests about the children of one supervisor. Erlang: {@code supervisor:handle_call/3}. */
final class ChildRequests {
  private static final ChildResult.NotFound NOT_FOUND = new ChildResult.NotFound();
  private static final ChildResult.SimpleOneForOne SIMPLE = new ChildResult.SimpleOneForOne();
  private static final ChildResult.Ok OK = new ChildResult.Ok();

  private final Supervision supervision;

  ChildRequests(Supervision supervision) {
    this.supervision = supervision;
  }

  Object answer(ChildRequest request) {
    return switch (request) {
      case ChildRequest.Look look -> look(look);
      case ChildRequest.Start(ChildSpec spec) -> start(spec);
      case ChildRequest.StartOne(List<Object> extra) -> startOne(extra);
      case ChildRequest.Restart(String id) -> restart(id);
      case ChildRequest.Terminate(String id) -> terminate(id);
      case ChildRequest.TerminatePid(Pid pid) -> terminate(pid);
      case ChildRequest.Delete(String id) -> delete(id);
    };
  }

  Object look(ChildRequest.Look request) {
    return switch (request) {
      case ChildRequest.Which() -> all().stream().map(ChildRecord::seen).toList();
      case ChildRequest.Count() -> count();
      case ChildRequest.GetSpec(String id) -> spec(id);
      case ChildRequest.GetSpecOf(Pid pid) ->
          Optional.ofNullable(supervision.children().find(pid)).map(ChildRecord::spec);
    };
  }

  private List<ChildRecord> all() {
    return supervision.children().inOrder();
  }

  private Optional<ChildSpec> spec(String id) {
    return supervision.isSimple()
        ? supervision.spec().children().stream().filter(child -> child.id().equals(id)).findFirst()
        : Optional.ofNullable(supervision.children().find(id)).map(ChildRecord::spec);
  }

  private ChildCount count() {
    List<ChildRecord> all = all();
    int active = (int) all.stream().filter(child -> child.pid() != null).count();
    int supervisors =
        (int) all.stream().filter(child -> child.spec().kind() == Kind.SUPERVISOR).count();
    int specs = supervision.isSimple() ? 1 : all.size();
    return new ChildCount(specs, active, supervisors, all.size() - supervisors);
  }

  private ChildResult.ToStart start(ChildSpec spec) {
    if (supervision.isSimple()) {
      return new ChildResult.BadSpec(
          "child %s: a SIMPLE_ONE_FOR_ONE supervisor takes arguments, not a specification"
              .formatted(spec.id()));
    }
    ChildRecord known = supervision.children().find(spec.id());
    if (known != null) {
      Pid pid = known.pid();
      return pid == null ? new ChildResult.AlreadyPresent() : new ChildResult.AlreadyStarted(pid);
    }
    return SpecCheck.problem(spec, supervision.spec().autoShutdown())
        .<ChildResult.ToStart>map(ChildResult.BadSpec::new)
        .orElseGet(() -> startNew(new ChildRecord(spec)));
  }

  private ChildResult.ToStart startOne(List<Object> extra) {
    if (!supervision.isSimple()) {
      return new ChildResult.BadSpec(
          "arguments %s: only a SIMPLE_ONE_FOR_ONE supervisor takes them".formatted(extra.size()));
    }
    ChildSpec spec = supervision.spec().children().getFirst();
    if (!(spec.start() instanceof Start.Function) && extra.size() > 1) {
      return new ChildResult.BadSpec(
          "child %s: expected one extra argument at most, found %d"
              .formatted(spec.id(), extra.size()));
    }
    return startNew(new ChildRecord(spec, extra));
  }

  /** Starts a child, and removes it again if it does not start. */
  private ChildResult.ToStart startNew(ChildRecord child) {
    supervision.children().add(child);
    return switch (supervision.launch(child)) {
      case Launcher.Launched.Up(Pid pid) -> new ChildResult.Started(pid);
      case Launcher.Launched.Ignored() -> new ChildResult.Ignored();
      case Launcher.Launched.Failed(ExitReason reason, _) -> {
        supervision.children().remove(child);
        yield new ChildResult.Failed(reason);
      }
      case Launcher.Launched.GivenUp() -> {
        supervision.children().remove(child);
        yield new ChildResult.Failed(ExitReason.SHUTDOWN);
      }
    };
  }

  private ChildResult.ToRestart restart(String id) {
    if (supervision.isSimple()) {
      return SIMPLE;
    }
    @Nullable ChildRecord child = supervision.children().find(id);
    if (child == null) {
      return NOT_FOUND;
    }
    return switch (child.state()) {
      case Child.State.Running _, Child.State.Starting _ -> new ChildResult.Running();
      case Child.State.Restarting _ -> new ChildResult.Restarting();
      case Child.State.Stopped _ ->
          switch (supervision.launch(child)) {
            case Launcher.Launched.Up(Pid pid) -> new ChildResult.Started(pid);
            case Launcher.Launched.Ignored() -> new ChildResult.Ignored();
            case Launcher.Launched.Failed(ExitReason reason, _) -> new ChildResult.Failed(reason);
            case Launcher.Launched.GivenUp() -> new ChildResult.Failed(ExitReason.SHUTDOWN);
          };
    };
  }

  private ChildResult.ToTerminate terminate(String id) {
    if (supervision.isSimple()) {
      return SIMPLE;
    }
    return terminate(supervision.children().find(id));
  }

  private ChildResult.ToTerminate terminate(Pid pid) {
    return supervision.isSimple() ? terminate(supervision.children().find(pid)) : NOT_FOUND;
  }

  private ChildResult.ToTerminate terminate(@Nullable ChildRecord child) {
    if (child == null) {
      return NOT_FOUND;
    }
    supervision.stop(child);
    return OK;
  }

  private ChildResult.ToDelete delete(String id) {
    if (supervision.isSimple()) {
      return SIMPLE;
    }
    ChildRecord child = supervision.children().find(id);
    if (child == null) {
      return NOT_FOUND;
    }
    return switch (child.state()) {
      case Child.State.Running _, Child.State.Starting _ -> new ChildResult.Running();
      case Child.State.Restarting _ -> new ChildResult.Restarting();
      case Child.State.Stopped _ -> {
        supervision.children().remove(child);
        yield OK;
      }
    };
  }
}
