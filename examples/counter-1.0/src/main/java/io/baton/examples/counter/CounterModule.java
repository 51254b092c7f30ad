package io.baton.examples.counter;

import io.baton.api.code.Module;
import io.baton.api.server.From;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import io.baton.api.server.Server;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.Servers;
import io.baton.api.server.Started;
import org.osgi.service.component.annotations.Component;

/** A server whose state is a number. */
// region server
@Component(service = Counter.class)
@Module("counter")
public final class CounterModule implements Counter, Server<Integer, Integer, Request<?>> {
  @Override
  public Started start() {
    return Servers.start("counter", 0, ServerOptions.named("counter"));
  }

  @Override
  public int next() {
    return Servers.of("counter").call(new Request.Next());
  }

  @Override
  public Init<Integer> init(Integer first) {
    return Init.ok(first);
  }

  @Override
  public Handled<Integer> handleCall(Request<?> call, From from, Integer count) {
    return switch (call) {
      case Request.Next next -> next.reply(count, count + 1);
    };
  }
}
// endregion
