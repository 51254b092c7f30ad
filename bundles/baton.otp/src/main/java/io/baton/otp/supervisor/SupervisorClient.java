package io.baton.otp.supervisor;

import io.baton.api.process.Pid;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.Started;
import io.baton.api.spi.Modules;
import io.baton.api.spi.Replies;
import io.baton.api.spi.ServerRuntime.Tie;
import io.baton.api.spi.Supervising;
import io.baton.api.spi.SupervisorRuntime;
import io.baton.api.supervisor.ChildRequest;
import io.baton.otp.loop.Behaviour;
import io.baton.otp.loop.Starter;
import io.baton.otp.request.Requests;
import io.baton.otp.version.ValueConverter;
import java.time.Duration;
import java.util.Optional;

/** The supervisors of one running system, as their clients see them. */
public final class SupervisorClient implements SupervisorRuntime {
  private final Modules modules;
  private final Requests requests;
  private final Supervising supervising;
  private final Starter starter;
  private final Behaviour supervisor;

  public SupervisorClient(Modules modules, Replies replies, Supervising supervising, Parts parts) {
    this.modules = modules;
    requests = new Requests(replies);
    this.supervising = supervising;
    starter = parts.starter();
    supervisor = new SupervisorBehaviour(supervising, parts.starts().of(this), parts.converter());
  }

  /** What supervisors share with servers, and need of them. */
  public record Parts(Starter starter, ValueConverter converter, StartsOf starts) {}

  /** How children are started, some of which are supervisors again. */
  @FunctionalInterface
  public interface StartsOf {
    Launcher.Starts of(SupervisorClient supervisors);
  }

  @Override
  public Started start(String module, Object argument, ServerOptions options, Tie tie) {
    Optional<Pid> parent = tie == Tie.LINK ? Optional.of(supervising.parent()) : Optional.empty();
    var own = new SupervisorModule(modules.named(module), options.name(), parent);
    return starter.start(new Starter.What(supervisor, own), argument, options, tie);
  }

  @Override
  public Object ask(Pid to, ChildRequest request, Duration timeout) {
    return ask(Requests.Request.to(to, Requests.word(request)), request, timeout);
  }

  @Override
  public Object ask(String name, ChildRequest request, Duration timeout) {
    return ask(Requests.Request.to(name, Requests.word(request)), request, timeout);
  }

  private Object ask(Requests.Request to, ChildRequest request, Duration timeout) {
    Object answer = requests.ask(to, timeout, from -> new ChildMessage.Asked(request, from));
    if (answer == null) {
      throw new IllegalStateException("a request about children has no answer");
    }
    return answer;
  }
}
