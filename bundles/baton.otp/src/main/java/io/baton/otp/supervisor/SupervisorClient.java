package io.baton.otp.supervisor;

import io.baton.api.process.Pid;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.ServerRuntime;
import io.baton.api.server.ServerRuntime.Tie;
import io.baton.api.server.Started;
import io.baton.api.supervisor.ChildRequest;
import io.baton.api.supervisor.SupervisorRuntime;
import io.baton.otp.loop.Starter;
import io.baton.otp.request.Requests;
import io.baton.otp.version.ValueConverter;
import io.baton.spi.Modules;
import io.baton.spi.Replies;
import io.baton.spi.Supervising;
import java.time.Duration;
import java.util.Optional;

/** Client side of supervisors: starts them, and sends requests about children. */
public final class SupervisorClient implements SupervisorRuntime {
  private final Modules modules;
  private final Requests requests;
  private final Supervising supervising;
  private final Starter starter;

  /**
   * Creates the client.
   *
   * @param servers starts the children that are servers
   * @param functions starts the children that are started by functions
   */
  public SupervisorClient(
      Modules modules,
      Replies replies,
      Supervising supervising,
      ValueConverter converter,
      ServerRuntime servers,
      ChildStarts.Functions functions) {
    this.modules = modules;
    requests = new Requests(replies);
    this.supervising = supervising;
    var starts = new ChildStarts(servers, this, functions);
    var supervisor = new SupervisorBehaviour(supervising, starts, converter);
    starter = new Starter(replies, supervising, () -> supervisor);
  }

  @Override
  public Started start(String module, Object argument, ServerOptions options, Tie tie) {
    Optional<Pid> parent = tie == Tie.LINK ? Optional.of(supervising.parent()) : Optional.empty();
    var own = new SupervisorModule(modules.named(module), options.name(), parent);
    return starter.start(own, argument, options, tie);
  }

  @Override
  public Object ask(ServerRuntime.Address address, ChildRequest request, Duration timeout) {
    Requests.Request to = Requests.Request.to(address, Requests.word(request));
    Object answer = requests.ask(to, timeout, from -> new ChildMessage.Asked(request, from));
    if (answer == null) {
      throw new IllegalStateException("a request about children has no answer");
    }
    return answer;
  }
}
