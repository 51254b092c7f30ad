package io.baton.itests;

import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.receive;
import static io.baton.api.process.Processes.register;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.unregister;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.CheckResult;
import io.baton.api.code.LoadResult;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** What of a version's code runs when it is checked, and how its author keeps some of it out. */
public class CheckRunsCodeIT extends BatonTest {
  @Before
  public void knowTheTest() {
    register("test", self());
  }

  @After
  public void forgetTheTest() {
    unregister("test");
  }

  private static TestBundle telling(String version) {
    return new TestModule("alpha", version)
        .implementing("OnLoad")
        .whenMade("send(\"test\", \"made \" + code.isBeingChecked(this)); this.code = code;")
        .closedBy("close")
        .members(
            """
            private final Code code;
            public int vsn() { return 1; }
            public void onLoad() { send("test", "onLoad"); }
            public void close() { send("test", "closed " + code.isBeingChecked(this)); }
            """)
        .bundle();
  }

  @Test
  public void aCheckCreatesTheComponentWhichCanAskAndDoesNotCallOnLoad() {
    assertThat(code.check(telling("1.0.0").in(work()))).isInstanceOf(CheckResult.Checked.class);

    assertThat(await(String.class)).isEqualTo("made true");
    assertThat(await(String.class)).isEqualTo("closed true");
    assertThat(receive(String.class, Duration.ZERO)).isEmpty();
  }

  @Test
  public void aLoadIsNoCheck() {
    load(telling("1.0.0"));

    assertThat(await(String.class)).isEqualTo("made false");
    assertThat(await(String.class)).isEqualTo("onLoad");
    assertThat(code.isBeingChecked(this)).isFalse();
  }

  private interface Count {
    void start();

    int count();
  }

  private static TestBundle counting(String version, String state, String codeChange) {
    return new TestModule("count", version)
        .functions("void start(); int count();")
        .members(
            """
            public void start() { var _ = Servers.start("count", 1, ServerOptions.named("count")); }
            public int count() { return Servers.call("count", new Get()); }
            public Init<State> init(Integer n) { return Init.ok(new State(n)); }
            public Handled<State> handleCall(Get get, From from, State state) {
              return get.reply(state.n(), state);
            }
            """
                + codeChange)
        .implementing(
            "Server<Integer, State, Get>" + (codeChange.isEmpty() ? "" : ", CodeChange<State>"))
        .bundle()
        .type(state)
        .type("public record Get() implements Call<Integer> {}");
  }

  /** It runs in a process of its own, so the module is not out of reach for ever. */
  @Test
  public void aCheckThatHangsInACodeChangeCanBeEnded() throws Exception {
    load(counting("1.0.0", "public record State(int n) {}", ""));
    Count count = code.qualified("count", Count.class);
    count.start();
    Path hanging =
        counting(
                "2.0.0",
                "public record State(int n) {}",
                """
                public State codeChange(OldState<State> old, ModuleVersion from) {
                  send("test", self());
                  while (true) { Thread.onSpinWait(); }
                }
                """)
            .in(work());
    Snapshot before = Snapshot.of(this);
    var load = new FutureTask<>(() -> code.loadChecked(hanging));
    Thread.ofPlatform().start(load);
    Pid process = await(Pid.class);

    exit(process, ExitReason.KILL);

    LoadResult result = load.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    assertThat(result).isInstanceOf(LoadResult.OnLoadFailure.class);
    before.nothingChanged(this);
    assertThat(count.count()).isEqualTo(1);
  }

  /** The server goes on in the version before, and the load says whose state it is. */
  @Test
  public void anErrorInACodeChangeRefusesTheState() {
    load(counting("1.0.0", "public record State(int n) {}", ""));
    Count count = code.qualified("count", Count.class);
    count.start();
    Path failing =
        counting(
                "2.0.0",
                "public record State(int n) {}",
                """
                public State codeChange(OldState<State> old, ModuleVersion from) {
                  throw new AssertionError("no");
                }
                """)
            .in(work());
    Snapshot before = Snapshot.of(this);

    LoadResult result = code.loadChecked(failing);

    assertThat(result).isInstanceOf(LoadResult.StateRefused.class);
    before.nothingChanged(this);
    assertThat(count.count()).isEqualTo(1);
  }
}
