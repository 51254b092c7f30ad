package io.baton.otp.supervisor;

import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.Started;
import io.baton.api.supervisor.Start;
import io.baton.otp.request.Requests;
import io.baton.spi.Supervising;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Starts children of one supervisor. Erlang: {@code supervisor:do_start_child_i/3}. */
final class Launcher {
  private final ChildStarts starts;
  private final HelperTasks tasks;

  Launcher(ChildStarts starts, HelperTasks tasks) {
    this.starts = starts;
    this.tasks = tasks;
  }

  /** Result of a start. */
  sealed interface Launched {
    /** The child runs, and is linked to the supervisor. */
    record Up(Pid pid) implements Launched {}

    /** The child returned {@code ignore}. */
    record Ignored() implements Launched {}

    /** The child does not run. */
    record Failed(ExitReason reason, boolean byPurge) implements Launched {}

    /** The start was given up, because the child is not wanted any more. */
    record GivenUp() implements Launched {}
  }

  Launched launch(ChildRecord child) {
    HelperTasks.Work work = work(child.spec().start(), child.extra());
    return switch (tasks.start(work, child)) {
      case HelperTasks.Outcome.Failed(ExitReason reason, boolean byPurge) ->
          new Launched.Failed(reason, byPurge);
      case HelperTasks.Outcome.GivenUp() -> new Launched.GivenUp();
      case HelperTasks.Outcome.Returned(var value, Supervising.Helper by) ->
          linked(launched(value), by.started());
    };
  }

  private HelperTasks.Work work(Start start, List<Object> extra) {
    return switch (start) {
      case Start.Server(String module, Object argument, ServerOptions options) ->
          () -> starts.server(module, argument(argument, extra), options);
      case Start.Supervisor(String module, Object argument, ServerOptions options) ->
          () -> starts.supervisor(module, argument(argument, extra), options);
      case Start.Function(String module, String function, List<Object> arguments) ->
          () -> starts.call(module, function, joined(arguments, extra));
    };
  }

  private static Object argument(Object argument, List<Object> extra) {
    return extra.isEmpty() ? argument : extra.getFirst();
  }

  private static List<Object> joined(List<Object> arguments, List<Object> extra) {
    List<Object> all = new ArrayList<>(arguments);
    all.addAll(extra);
    return all;
  }

  private static Launched linked(Launched launched, List<Pid> started) {
    if (launched instanceof Launched.Up(Pid pid) && !started.contains(pid)) {
      Processes.link(pid);
    }
    return launched;
  }

  private static Launched launched(@Nullable Object value) {
    return switch (value) {
      case Pid pid -> new Launched.Up(pid);
      case Started started -> launched(started);
      case null -> failed("{bad_return_value, nothing}");
      default -> failed("{bad_return_value, %s}".formatted(value.getClass().getName()));
    };
  }

  private static Launched launched(Started started) {
    return switch (started) {
      case Started.Ok(Pid pid) -> new Launched.Up(pid);
      case Started.Monitored(Pid pid, _) -> new Launched.Up(pid);
      case Started.Ignored() -> new Launched.Ignored();
      case Started.Failed(ExitReason reason) -> new Launched.Failed(reason, false);
      case Started.AlreadyStarted(Pid pid) -> failed("{already_started, %s}".formatted(pid));
      case Started.TimedOut() -> new Launched.Failed(Requests.TIMEOUT, false);
    };
  }

  private static Launched failed(String reason) {
    return new Launched.Failed(ExitReason.of(reason), false);
  }
}
