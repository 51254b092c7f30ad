package io.baton.otp;

import io.baton.api.process.CallFailedException;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.api.process.Processes;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.Started;
import io.baton.api.spi.Modules;
import io.baton.api.spi.Replies;
import io.baton.api.spi.ServerRuntime.Tie;
import io.baton.api.spi.Supervising;
import io.baton.api.spi.SupervisorRuntime;
import io.baton.api.supervisor.ChildRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The supervisors of one running system, as their clients see them. */
final class LocalSupervisors implements SupervisorRuntime {
  private static final ExitReason CALLING_SELF = ExitReason.of("calling_self");

  private final Modules modules;
  private final Replies replies;
  private final Supervising supervising;
  private final Starter starter;
  private final Behaviour supervisor;

  LocalSupervisors(Modules modules, Replies replies, Supervising supervising, Parts parts) {
    this.modules = modules;
    this.replies = replies;
    this.supervising = supervising;
    starter = parts.starter();
    supervisor = new SupervisorBehaviour(supervising, parts.starts().of(this), parts.crossing());
  }

  /** What supervisors share with servers, and need of them. */
  record Parts(Starter starter, Crossing crossing, StartsOf starts) {}

  /** How children are started, some of which are supervisors again. */
  @FunctionalInterface
  interface StartsOf {
    Launcher.Starts of(LocalSupervisors supervisors);
  }

  @Override
  public Started start(String module, Object argument, ServerOptions options, Tie tie) {
    Optional<Pid> parent = tie == Tie.LINK ? Optional.of(supervising.parent()) : Optional.empty();
    var own = new SupervisorModule(modules.named(module), options.name(), parent);
    return starter.start(new Starter.What(supervisor, own), argument, options, tie);
  }

  @Override
  public Object ask(Pid to, ChildRequest request, Duration timeout) {
    return ask(to, to, request, timeout);
  }

  @Override
  public Object ask(String name, ChildRequest request, Duration timeout) {
    Pid pid = Processes.whereis(name).orElseThrow(() -> failed(ExitReason.NOPROC, name, request));
    return ask(pid, name, request, timeout);
  }

  private Object ask(Pid to, Object name, ChildRequest request, Duration timeout) {
    if (to.equals(Processes.self())) {
      throw failed(CALLING_SELF, name, request);
    }
    Replies.Slot slot = replies.ask(to, from -> new ChildMessage.Asked(request, from));
    return switch (slot.await(timeout)) {
      case Replies.Outcome.Answered(var value) -> answer(value);
      case Replies.Outcome.Ended(ExitReason reason) -> throw failed(reason, name, request);
      case Replies.Outcome.TimedOut() -> throw failed(Errands.TIMEOUT, name, request);
    };
  }

  private static Object answer(@Nullable Object value) {
    if (value == null) {
      throw new IllegalStateException("a request about children has no answer");
    }
    return value;
  }

  private static CallFailedException failed(ExitReason reason, Object name, ChildRequest request) {
    String call =
        "call(%s, %s)".formatted(name, request.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    return new CallFailedException(new ExitReason.CallFailed(reason, call));
  }
}
