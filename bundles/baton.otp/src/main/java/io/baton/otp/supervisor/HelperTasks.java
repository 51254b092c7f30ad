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
import io.baton.api.process.Ref;
import io.baton.api.server.SysRequest;
import io.baton.api.spi.Supervising;
import io.baton.api.supervisor.ChildRequest;
import io.baton.api.supervisor.ChildResult;
import io.baton.otp.request.Deadline;
import io.baton.otp.request.Message;
import io.baton.otp.request.Requests;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a supervisor lets others do, because it runs code of modules: a helper does the work, and
 * the supervisor waits for it with an ear for what cannot wait.
 */
final class HelperTasks {
  /**
   * How long a supervisor looks at nothing but what comes from the helper, as most starts take no
   * time: after a purge there may be thousands of other messages, and each start would see them
   * all.
   */
  private static final Duration SOON = Duration.ofMillis(10);

  private final Supervising supervising;
  private final Optional<Pid> parent;
  private final ResponsiveWait responsiveWait;

  /** Whether the end of the supervisor waits in the mailbox; touched by its process only. */
  private boolean ending;

  HelperTasks(Supervising supervising, Optional<Pid> parent, ResponsiveWait responsiveWait) {
    this.supervising = supervising;
    this.parent = parent;
    this.responsiveWait = responsiveWait;
  }

  /** Something to do. */
  @FunctionalInterface
  interface Work {
    @Nullable Object run() throws Throwable;
  }

  /** What came of it. */
  sealed interface Outcome {
    /** It returned. What it started linked is linked to the supervisor. */
    record Returned(@Nullable Object value, Supervising.Helper by) implements Outcome {}

    /** It threw, was ended, or took too long. */
    record Failed(ExitReason reason, boolean byPurge) implements Outcome {}

    /** The supervisor has something else in mind. */
    record GivenUp() implements Outcome {}
  }

  private record Task(Pid supervisor, Work work) implements Next.Call, Next.Turn {
    @Override
    public Next.Turn bind() {
      return this;
    }

    @Override
    public Next run() throws Throwable {
      Object value = work.run();
      send(supervisor, new ChildMessage.Done(self(), value));
      return Next.Stop.STOP;
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

  /** Lets a helper start a child, which somebody may tell the supervisor to stop. */
  Outcome start(Work work, ChildRecord child) {
    return run(
        work,
        helper ->
            responsiveWait.await(
                m -> isFrom(helper, m) || isEnd(m) || isStop(m, child),
                child.spec().startTimeout().map(Deadline::new)));
  }

  /** Lets a helper ask a module; who wants to look sees what has come of it. */
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

  /** Ends the helper, and whom it was about to start. */
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
