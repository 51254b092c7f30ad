package com.example.radio;

import io.baton.api.code.Module;
import io.baton.api.code.OldState;
import io.baton.api.handover.Default;
import io.baton.api.handover.MayDrop;
import io.baton.api.process.Pid;
import io.baton.api.server.Call;
import io.baton.api.server.From;
import io.baton.api.server.Handled;
import io.baton.api.server.Init;
import io.baton.api.server.Server;
import io.baton.api.server.ServerOptions;
import io.baton.api.server.Servers;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** A server whose state has other components than in the version before. */
@Component(service = Radio.class)
@Module("radio")
public final class RadioModule
    implements Radio, Server<Integer, RadioModule.State, RadioModule.Get> {
  record Get() implements Call<String> {}

  record Frequency(int number) {}

  // region change
  record State(
      List<Frequency> free,
      @Default("0") int allocations, // new: a text that is one of its type
      @Default(by = "owners") Map<Pid, Frequency> owners, // new: a static method makes it
      @MayDrop String comment, // may be lost where there is no such component
      Total total) {
    static Map<Pid, Frequency> owners(OldState<?> old) {
      return Map.of();
    }
  }

  @MayDrop("comment") // this record does not have it any more, and does not miss it
  record Total(int count) {}

  // endregion

  @Override
  public void start() {
    var _ = Servers.start("radio", 10, ServerOptions.named("radio"));
  }

  @Override
  public String state() {
    return Servers.of("radio").call(new Get());
  }

  @Override
  public Init<State> init(Integer first) {
    List<Frequency> free = List.of(new Frequency(first));
    return Init.ok(new State(free, 0, Map.of(), "", new Total(1)));
  }

  @Override
  public Handled<State> handleCall(Get get, From from, State state) {
    return get.reply(state.toString(), state);
  }
}
