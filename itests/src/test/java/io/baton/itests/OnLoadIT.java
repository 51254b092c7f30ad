package io.baton.itests;

import static io.baton.api.process.Processes.exit;
import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.monitor;
import static io.baton.api.process.Processes.register;
import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.spawn;
import static io.baton.api.process.Processes.unregister;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.FinishResult;
import io.baton.api.code.LoadResult;
import io.baton.api.code.LoadResult.OnLoadFailure;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.Source;
import io.baton.api.process.Down;
import io.baton.api.process.ExitReason;
import io.baton.api.process.Pid;
import io.baton.itests.Modules.Vsn;
import io.baton.spi.ProcessTable;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** {@code onLoad} (Erlang: f; OTP: code_SUITE, on_load). */
public class OnLoadIT extends BatonTest {
  private final Vsn alpha = () -> code.qualified("alpha", Vsn.class).vsn();

  @Before
  public void knowTheTest() {
    register("test", self());
  }

  @After
  public void forgetTheTest() {
    unregister("test");
  }

  /** A version whose onLoad runs statements. */
  private static TestBundle onLoading(String name, int vsn, String statements) {
    return new TestModule(name, vsn + ".0.0")
        .implementing("OnLoad")
        .members(
            Modules.VSN
                + "public int vsn() { return vsn; }"
                + "public void onLoad() throws Exception { %s }".formatted(statements))
        .bundle()
        .importing("org.osgi.framework");
  }

  /** Tells the test which process runs onLoad, and waits to be told to go on. */
  private static final String WAITING = "send(\"test\", self()); receive(String.class);";

  private FutureTask<LoadResult> loading(TestBundle bundle) {
    Path file = bundle.in(work());
    var load = new FutureTask<>(() -> codeLoader.loadFile(file));
    Thread.ofPlatform().start(load);
    return load;
  }

  private static <T> T get(FutureTask<T> task) throws Exception {
    return task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void assertRefused(LoadResult result, String why) {
    assertThat(result).isInstanceOf(OnLoadFailure.class);
    assertThat(((OnLoadFailure) result).reason()).isEqualTo("on_load_failure");
    assertThat(((OnLoadFailure) result).why()).contains(why);
  }

  /** Erlang: f.1. */
  @Test
  public void itRunsInAProcessOfItsOwnBeforeTheVersionIsCurrent() throws Exception {
    load(Modules.alpha(1));
    var load = loading(onLoading("alpha", 2, WAITING));
    Pid process = await(Pid.class);
    assertThat(process).isNotEqualTo(self());
    assertThat(threadOf(process).isVirtual()).isFalse();
    assertThat(alpha.vsn()).isEqualTo(1);
    assertThat(current("alpha")).isEqualTo("1.0.0");

    send(process, "go on");

    assertThat(get(load)).isInstanceOf(LoadResult.Loaded.class);
    assertThat(alpha.vsn()).isEqualTo(2);
    assertThat(old("alpha")).isEqualTo("1.0.0");
  }

  /** Promise 4. Erlang: f.1. */
  @Test
  public void whateverItDoesButReturnRefusesTheLoad() {
    load(Modules.alpha(1));
    Snapshot before = Snapshot.of(this);

    assertRefused(
        codeLoader.loadFile(
            onLoading("alpha", 2, "throw new java.io.IOException(\"no licence\");").in(work())),
        "no licence");
    assertRefused(
        codeLoader.loadFile(onLoading("alpha", 2, "throw exit(ExitReason.NORMAL);").in(work())),
        "normal");
    assertRefused(
        codeLoader.loadFile(onLoading("alpha", 2, "exit(self(), ExitReason.KILL);").in(work())),
        "");

    assertThat(alpha.vsn()).isEqualTo(1);
    before.nothingChanged(this);
  }

  /** Erlang: f.2. */
  @Test
  public void aFirstVersionThatIsRefusedLeavesNothing() {
    Snapshot before = Snapshot.of(this);

    assertRefused(
        codeLoader.loadFile(
            onLoading("alpha", 1, "throw new IllegalStateException(\"boom\");").in(work())),
        "boom");

    before.nothingChanged(this);
    assertThat(codeStatus.exports("alpha")).isEmpty();
  }

  /** OTP: on_load_purge. */
  @Test
  public void processesThatItHasStartedAreKilledIfItFails() {
    LoadResult result =
        codeLoader.loadFile(
            onLoading(
                    "alpha",
                    1,
                    """
                    send("test", spawn(() -> receive(String.class)));
                    throw new IllegalStateException("boom");
                    """)
                .in(work()));

    assertRefused(result, "boom");
    Pid started = await(Pid.class);
    assertThat(isAlive(started)).isFalse();
  }

  /**
   * Promise 4: reload and loadBinary purge when onLoad has returned, so a failing one kills none.
   */
  @Test
  public void aRefusedThirdVersionKillsNoProcess() throws Exception {
    load(Modules.alpha(1));
    load(Modules.alpha(2));
    Snapshot before = Snapshot.of(this);
    byte[] third =
        onLoading("alpha", 3, "throw new IllegalStateException(\"boom\");").stream().readAllBytes();

    assertRefused(codeLoader.loadBinary("alpha", "memory", third), "boom");

    before.nothingChanged(this);
    assertThat(codeLoader.loadFile(onLoading("alpha", 3, "").in(work())))
        .isInstanceOf(LoadResult.NotPurged.class);
  }

  private void awaitWaiting(Thread caller) {
    long start = System.nanoTime();
    while (caller.getState() != Thread.State.WAITING) {
      assertThat(System.nanoTime() - start).isLessThan(PATIENCE.toNanos());
      LockSupport.parkNanos(100_000);
    }
  }

  private Object apply() throws Exception {
    try {
      return code.call("alpha", "vsn", List.of());
    } catch (Throwable e) {
      throw new Exception(e);
    }
  }

  /** Erlang: f.4. */
  @Test
  public void callersOfAModuleWithoutCurrentVersionWait() throws Exception {
    var load = loading(onLoading("alpha", 1, WAITING));
    Pid process = await(Pid.class);
    var platform = new FutureTask<>(alpha::vsn);
    awaitWaiting(Thread.ofPlatform().start(platform));
    var virtual = new FutureTask<>(this::apply);
    awaitWaiting(Thread.ofVirtual().start(virtual));

    send(process, "go on");

    assertThat(get(platform)).isEqualTo(1);
    assertThat(get(virtual)).isEqualTo(1);
    assertThat(get(load)).isInstanceOf(LoadResult.Loaded.class);
  }

  /** Erlang: f.4. */
  @Test
  public void waitingCallersCanBeKilledAndAreUndefinedIfItFails() throws Exception {
    var load = loading(onLoading("alpha", 1, WAITING + "throw new IllegalStateException(\"no\");"));
    Pid process = await(Pid.class);
    Pid one = spawn(() -> alpha.vsn());
    Pid other = spawn(() -> alpha.vsn());
    awaitWaiting(threadOf(one));
    awaitWaiting(threadOf(other));
    var ofOne = monitor(one);
    var ofOther = monitor(other);

    exit(one, ExitReason.KILL);
    assertThat(await(Down.class)).isEqualTo(new Down(ofOne, one, ExitReason.KILLED));
    send(process, "go on");

    assertRefused(get(load), "no");
    Down down = await(Down.class);
    assertThat(down.ref()).isEqualTo(ofOther);
    assertThat(down.reason().toString()).contains("UndefinedFunctionException");
  }

  private Thread threadOf(Pid pid) {
    return processes.running().stream()
        .filter(process -> process.pid().equals(pid))
        .map(ProcessTable.Running::thread)
        .findFirst()
        .orElseThrow();
  }

  /** Erlang: f.5. */
  @Test
  public void aCallOfTheModuleFromItsOwnOnLoadIsUndefinedAtOnce() {
    load(
        onLoading(
            "alpha",
            1,
            """
            try {
              module.vsn();
            } catch (UndefinedFunctionException e) {
              send("test", "undefined");
            }
            """));

    assertThat(await(String.class)).isEqualTo("undefined");
    assertThat(alpha.vsn()).isEqualTo(1);
  }

  /** OTP: code_SUITE, on_load_deadlock. */
  @Test
  public void twoThatWaitForEachOtherDoNotWaitForEver() throws Exception {
    String call =
        """
        send("test", self());
        receive(String.class);
        try {
          CODE.qualified("%s", Functions.class).vsn();
        } catch (UndefinedFunctionException e) {
          send("test", "undefined");
        }
        """
            .replace("CODE", "code");
    var one = loading(calling("alpha", call.formatted("beta")));
    Pid alphas = await(Pid.class);
    var two = loading(calling("beta", call.formatted("alpha")));
    Pid betas = await(Pid.class);

    send(alphas, "go on");
    send(betas, "go on");

    assertThat(get(one)).isInstanceOf(LoadResult.Loaded.class);
    assertThat(get(two)).isInstanceOf(LoadResult.Loaded.class);
    assertThat(await(String.class)).isEqualTo("undefined");
  }

  private static TestBundle calling(String name, String statements) {
    return new TestModule(name, "1.0.0")
        .implementing("OnLoad")
        .whenMade("this.code = code;")
        .members(
            "private final Code code; public int vsn() { return 1; }"
                + "public void onLoad() throws Exception { %s }".formatted(statements))
        .bundle();
  }

  @Test
  public void whatNeverReturnsCanBeEnded() throws Exception {
    var load = loading(onLoading("alpha", 1, "send(\"test\", self()); while (true) { }"));
    Pid process = await(Pid.class);

    exit(process, ExitReason.KILL);

    assertRefused(get(load), "");
    assertThat(codeStatus.isLoaded("alpha")).isEmpty();
  }

  /** Erlang: f.4. */
  @Test
  public void aSecondLoadQueuesAndAnAtomicOneIsRefused() throws Exception {
    var load = loading(onLoading("alpha", 1, WAITING));
    Pid process = await(Pid.class);
    Path second = Modules.alpha(2).in(work());
    var queued = new FutureTask<>(() -> codeLoader.loadFile(second));
    awaitWaiting(Thread.ofPlatform().start(queued));

    FinishResult atomic = codeLoader.atomicLoad(List.of(new Source.InFile("alpha", second)));

    assertThat(atomic).isInstanceOf(FinishResult.Refused.class);
    assertThat(((FinishResult.Refused) atomic).errors().get("alpha").reason())
        .isEqualTo("pending_on_load");
    send(process, "go on");
    assertThat(get(load)).isInstanceOf(LoadResult.Loaded.class);
    assertThat(get(queued)).isInstanceOf(LoadResult.Loaded.class);
    assertThat(current("alpha")).isEqualTo("2.0.0");
  }

  @Test
  public void aBundleThatIsStartedByHandRunsItAsWell() throws Exception {
    load(Modules.alpha(1));

    start(onLoading("alpha", 2, "send(\"test\", \"loaded\");"));

    assertThat(await(String.class)).isEqualTo("loaded");
    assertThat(current("alpha")).isEqualTo("2.0.0");
    assertThat(codeLoader.purge("alpha")).isInstanceOf(PurgeResult.Purged.class);
  }
}
