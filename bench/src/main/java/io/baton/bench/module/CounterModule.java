package io.baton.bench.module;

import io.baton.api.process.Pid;
import io.baton.api.server.Call;
import io.baton.api.server.From;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import io.baton.api.server.Server;
import io.baton.api.server.Servers;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** A server that counts. */
public final class CounterModule
    implements BundleActivator, Counter, Server<Integer, Integer, CounterModule.Next> {
  /** Asks for the next number. */
  public record Next() implements Call<Integer> {}

  /** Made by the framework. */
  public CounterModule() {}

  @Override
  public void start(BundleContext context) {
    context.registerService(
        new String[] {Counter.class.getName(), Server.class.getName()},
        this,
        FrameworkUtil.asDictionary(Map.of("baton.module", "counter")));
  }

  @Override
  public void stop(BundleContext context) {
    // the framework unregisters the service
  }

  @Override
  public Init<Integer> init(Integer first) {
    return Init.ok(first);
  }

  @Override
  public Handled<Integer> handleCall(Next call, From from, Integer count) {
    return call.reply(count, count + 1);
  }

  @Override
  public void calls(Pid server, int calls) {
    for (int i = 0; i < calls; i++) {
      int _ = Servers.of(server).call(new Next());
    }
  }
}
