package io.baton.bench.driver;

import static io.baton.api.process.Processes.send;

import io.baton.api.process.Pid;
import io.baton.api.server.Call;
import io.baton.api.server.From;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import io.baton.api.server.Server;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/**
 * A server with a small state, which tells who asks its version; the same as {@code
 * erlang/state.erl}. All of its versions are this class, in bundles of their own.
 */
public final class StateModule
    implements BundleActivator, Server<Integer, StateModule.State, Call<?>> {
  private int version;

  /** Made by the framework. */
  public StateModule() {}

  /** The state. */
  public record State(int number, String name, int count, long last, boolean on) {}

  @Override
  public void start(BundleContext context) {
    version = context.getBundle().getVersion().getMajor();
    context.registerService(
        Server.class, this, FrameworkUtil.asDictionary(Map.of("baton.module", "state")));
  }

  @Override
  public void stop(BundleContext context) {
    // the framework unregisters the service
  }

  @Override
  public Init<State> init(Integer number) {
    return Init.ok(new State(number, "server", 0, 0, true));
  }

  @Override
  public Handled<State> handleCall(Call<?> call, From from, State state) {
    return Handled.noReply(state);
  }

  @Override
  public Handled<State> handleInfo(Object message, State state) {
    send((Pid) message, version);
    return Handled.noReply(
        new State(state.number(), state.name(), state.count() + 1, state.last(), state.on()));
  }
}
