package com.acme.counter;

import io.baton.api.code.Module;
import io.baton.api.handover.Default;
import io.baton.api.handover.MayDrop;
import io.baton.api.server.Call;
import io.baton.api.server.From;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import io.baton.api.server.Server;
import org.osgi.service.component.annotations.Component;

/** A server that counts. */
@Component(service = Server.class)
@Module("counter")
public final class CounterModule
    implements Server<Integer, CounterModule.State, CounterModule.Next> {
  /** What it keeps. */
  public record State(long count, String owner, @Default("1") @MayDrop int step) {}

  /** Counts one more. */
  public record Next() implements Call<Integer> {}

  @Override
  public Init<State> init(Integer first) {
    return Init.ok(new State(first, "nobody", 1));
  }

  @Override
  public Handled<State> handleCall(Next call, From from, State state) {
    long next = state.count() + state.step();
    return call.reply((int) next, new State(next, state.owner(), state.step()));
  }
}
