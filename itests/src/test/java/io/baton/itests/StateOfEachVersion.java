package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import io.baton.api.code.ShapeChange;
import io.baton.api.process.Pid;

/** A server whose state has a new component without a value in each version. */
final class StateOfEachVersion {
  private final BatonTest test;
  private int vsn = 1;

  StateOfEachVersion(BatonTest test) {
    this.test = test;
    test.load(version());
    start();
  }

  private void start() {
    test.awaitReceive(test.code.qualified("states", Starts.class).start());
  }

  interface Starts {
    Pid start();
  }

  private TestBundle version() {
    return version("Server<Integer, State, Get>");
  }

  TestBundle version(String implementing) {
    return new TestModule("states", vsn + ".0.0")
        .functions("Pid start();")
        .members(
            """
            public Pid start() {
              return ((Started.Ok) Servers.start("states", 1, ServerOptions.NONE)).pid();
            }
            public Init<State> init(Integer n) { return Init.ok(new State(null)); }
            public Handled<State> handleCall(Get get, From from, State state) {
              return get.reply(1, state);
            }
            """)
        .implementing(implementing)
        .bundle()
        .type("public record State(String of%d) {}".formatted(vsn))
        .type("public record Get() implements Call<Integer> {}");
  }

  void loadsOneThatDoesNotFit() {
    vsn++;
    LoadResult.Loaded loaded = test.load(version());
    assertThat(loaded.changes()).anyMatch(change -> change.kind() == ShapeChange.Kind.REFUSED);
    assertThat(test.current("states")).isEqualTo(vsn + ".0.0");
    vsn++;
    assertThat(test.codeLoader.purge("states").killedProcesses()).hasSizeLessThanOrEqualTo(1);
    test.load(version());
    var _ = test.codeLoader.purge("states");
    start();
  }
}
