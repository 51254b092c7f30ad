package io.baton.otp.supervisor;

import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.makeRef;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.unlink;

import io.baton.api.process.Exit;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Next;
import io.baton.api.process.Pid;
import io.baton.api.process.ProcessRuntime;
import io.baton.api.process.Ref;
import io.baton.api.server.SysRequest;
import io.baton.api.supervisor.ChildRequest;
import io.baton.api.supervisor.ChildResult;
import io.baton.otp.request.Deadline;
import io.baton.otp.request.Message;
import io.baton.otp.request.Requests;
import io.baton.spi.CapturedCall;
import io.baton.spi.Supervising;
import io.baton.spi.Turn;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Tasks that run code of modules. A helper process runs each, because a supervisor runs no such
 * code itself, and the supervisor waits for it while it handles urgent messages.
 */
final class HelperTasks {
  /**
   * Time in which a supervisor receives messages from the helper only. Most starts take less; after
   * a purge there may be thousands of other messages, and each start would scan them all.
   */
  private static final Duration SOON = Duration.ofMillis(10);

  private final Supervising supervising;
  private final Optional<Pid> parent;
  private final ResponsiveWait responsiveWait;

  /**
   * True if the message that ends the supervisor is in its mailbox; touched by its process only.
   */
  private boolean ending;

  HelperTasks(Supervising supervising, Optional<Pid> parent, ResponsiveWait responsiveWait) {
    this.supervising = supervising;
    this.parent = parent;
    this.responsiveWait = responsiveWait;
  }

  /** Code that a helper runs. */
  @FunctionalInterface
  interface Work {
    @Nullable Object run() throws Throwable;
  }

  /** Result of a task. */
  sealed interface Outcome {
    /** The task returned. Processes that it started and linked are linked to the supervisor. */
    record Returned(@Nullable Object value, Supervising.Helper by) implements Outcome {}

    /** The task threw, was terminated, or took too long. */
    record Failed(ExitReason reason, boolean byPurge) implements Outcome {}

    /** The supervisor no longer wants the result. */
    record GivenUp() implements Outcome {}
  }

  private record Task(Pid supervisor, Work work) implements CapturedCall, Turn {
    @Override
    public Turn bind() {
      return this;
    }

    @Override
    public Next run() throws Throwable {
      Object value = work.run();
      send(supervisor, new ChildMessage.Done(self(), value));
      return ProcessRuntime.STOP;
    }

    @Override
    public boolean upToDate() {
      return true;
    }

    @Override
    public @Nullable ClassLoader code() {
      return null;
    }
  }

  /**
   * Runs the start of a child. A request to stop that child, or the supervisor itself, gives the
   * start up.
   */
  Outcome start(Work work, ChildRecord child) {
    return run(
        work,
        helper ->
            responsiveWait.await(
                m -> isFrom(helper, m) || isEnd(m) || isStop(m, child),
                child.spec().startTimeout().map(Deadline::new)));
  }

  /** Asks a module. Read-only requests are answered afterwards, from the result. */
  Outcome ask(Work work, Optional<Duration> bound) {
    return run(work, helper -> ResponsiveWait.first(m -> isFrom(helper, m) || isEnd(m), bound));
  }

  private Outcome run(Work work, Function<Pid, @Nullable Object> wait) {
    if (ending) {
      return new Outcome.GivenUp();
    }
    Ref before = makeRef();
    Supervising.Helper helper = supervising.spawnHelper(new Task(self(), work));
    Pid pid = helper.pid();
    Object soon = receive(before, Object.class, m -> isFrom(pid, m), SOON).orElse(null);
    return switch (soon == null ? wait.apply(pid) : soon) {
      case ChildMessage.Done(_, var value) -> {
        unlink(pid);
        var _ = receive(before, Exit.class, exit -> exit.from().equals(pid), Duration.ZERO);
        yield new Outcome.Returned(value, helper);
      }
      case Exit exit when exit.from().equals(pid) ->
          new Outcome.Failed(exit.reason(), supervising.wasPurged(pid));
      case null -> {
        giveUp(helper);
        yield new Outcome.Failed(Requests.TIMEOUT, false);
      }
      case ChildMessage.Asked(_, var from) -> {
        giveUp(helper);
        from.answer(new ChildResult.Ok());
        yield new Outcome.GivenUp();
      }
      case Object end -> {
        giveUp(helper);
        ending = true;
        send(self(), end);
        yield new Outcome.GivenUp();
      }
    };
  }

  private static boolean isFrom(Pid helper, Object message) {
    return switch (message) {
      case ChildMessage.Done(Pid from, _) -> from.equals(helper);
      case Exit(Pid from, _) -> from.equals(helper);
      default -> false;
    };
  }

  private boolean isEnd(Object message) {
    return message instanceof Message.Stop
        || message instanceof Message.SystemRequest(SysRequest.Terminate _, _)
        || (message instanceof Exit exit && parent.filter(exit.from()::equals).isPresent());
  }

  private static boolean isStop(Object message, ChildRecord child) {
    return message instanceof ChildMessage.Asked(ChildRequest.Terminate(String id), _)
        && id.equals(child.spec().id());
  }

  /** Kills the helper, and the processes that it has started. */
  private static void giveUp(Supervising.Helper helper) {
    exit(helper.pid(), ExitReason.KILL);
    forget(helper.pid());
    for (Pid started : helper.started()) {
      exit(started, ExitReason.KILL);
      forget(started);
    }
  }

  private static void forget(Pid pid) {
    unlink(pid);
    var _ = receive(Exit.class, exit -> exit.from().equals(pid), Duration.ZERO);
  }
}
