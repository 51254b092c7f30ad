package com.acme.counter;

import io.baton.api.code.Module;
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
  public record State(int count, String owner) {}

  /** Keeps the version in memory: nothing removes it. */
  public CounterModule() {
    Thread hook = new Thread(() -> System.out.println("counted"));
    Runtime.getRuntime().addShutdownHook(hook);
    System.getProperties().put("com.acme.counter", this);
  }

  /** Needs a native library. */
  public static native int seed();

  /** Counts one more. */
  public record Next() implements Call<Integer> {}

  @Override
  public Init<State> init(Integer first) {
    return Init.ok(new State(first, "nobody"));
  }

  @Override
  public Handled<State> handleCall(Next call, From from, State state) {
    int next = state.count() + 1;
    return call.reply(next, new State(next, state.owner()));
  }
}
