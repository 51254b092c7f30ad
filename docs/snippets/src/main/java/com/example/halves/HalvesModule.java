package com.example.halves;

import io.baton.api.code.Module;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.OldState;
import io.baton.api.server.Call;
import io.baton.api.server.From;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import io.baton.api.server.Server;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.Servers;
import org.osgi.service.component.annotations.Component;

/** A server whose state has another shape than in 1.0.0. */
@Component(service = Halves.class)
@Module("halves")
public final class HalvesModule
    implements Halves, Server<Integer, HalvesModule.State, HalvesModule.Get> {
  record Get() implements Call<String> {}

  // region change
  record State(long half, boolean odd) {} // 1.0.0 had: record State(int count) {}

  @Override
  public State codeChange(OldState<State> old, ModuleVersion from) {
    if (!from.version().equals("1.0.0")) { // 2.0.0 or later: the same shape
      return old.converted();
    }
    int count = old.get("count", Integer.class);
    return new State(count / 2, count % 2 == 1);
  }

  record Before(int count) {}

  @Override
  public Object codeChangeBack(State state, ModuleVersion to) {
    return new Before((int) (2 * state.half() + (state.odd() ? 1 : 0)));
  }

  // endregion

  @Override
  public void start(int count) {
    var _ = Servers.start("halves", count, ServerOptions.named("halves"));
  }

  @Override
  public String state() {
    return Servers.of("halves").call(new Get());
  }

  @Override
  public Init<State> init(Integer count) {
    return Init.ok(new State(count / 2, count % 2 == 1));
  }

  @Override
  public Handled<State> handleCall(Get get, From from, State state) {
    return get.reply(state.toString(), state);
  }
}
