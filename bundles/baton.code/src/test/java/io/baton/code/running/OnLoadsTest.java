package io.baton.code.running;

import static io.baton.fixtures.Await.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.LoadResult;
import io.baton.api.code.OnLoad;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.code.StubbedFramework.Release;
import io.baton.code.StubbedServer;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.fixtures.Await;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version whose component prepares itself before it becomes current. */
class OnLoadsTest {
  private static final LoadResult COMMITTED = new LoadResult.Sticky("stands for a result");

  private final List<String> log = new ArrayList<>();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch proceed = new CountDownLatch(1);
  private StubbedServer server;
  private Release release;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = new StubbedServer(folder);
    release = server.framework.release("m", "1.0.0");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private LoadResult load(InstalledVersion version, boolean first) {
    return server.onLoads.load(
        version.loaded(),
        first,
        () -> {
          log.add("committed");
          return COMMITTED;
        },
        () -> log.add("dropped"));
  }

  private InstalledVersion withOnLoad(OnLoad code) {
    release.instance = code;
    return server.ready(release);
  }

  /** Begins a load on another thread, which waits in its onLoad. */
  private FutureTask<LoadResult> beginLoad(boolean first) throws InterruptedException {
    InstalledVersion version =
        withOnLoad(() -> {
          begun.countDown();
          proceed.await();
        });
    var load = new FutureTask<>(() -> load(version, first));
    Thread.ofPlatform().daemon().start(load);
    Await.await(begun);
    return load;
  }

  @Test
  void versionWithoutOnLoadIsCommittedAtOnce() {
    assertThat(load(server.ready(release), true)).isEqualTo(COMMITTED);

    assertThat(log).containsExactly("committed");
  }

  @Test
  void onLoadRunsOnceInAProcessBeforeTheCommit() {
    Thread caller = Thread.currentThread();
    InstalledVersion version =
        withOnLoad(() -> log.add("onLoad on " + (Thread.currentThread() == caller)));

    assertThat(load(version, true)).isEqualTo(COMMITTED);

    assertThat(log).containsExactly("onLoad on false", "committed");
  }

  @Test
  void onLoadThatThrowsDropsTheVersion() {
    InstalledVersion version =
        withOnLoad(() -> {
          throw new IllegalArgumentException("no table");
        });

    assertThat(load(version, true))
        .isInstanceOfSatisfying(
            LoadResult.OnLoadFailure.class,
            failure ->
                assertThat(failure.why())
                    .startsWith("its onLoad did not return: ")
                    .contains("no table"));

    assertThat(log).containsExactly("dropped");
  }

  @Test
  void moduleIsPendingWhileItsOnLoadRuns() throws Exception {
    FutureTask<LoadResult> load = beginLoad(true);

    assertThat(server.onLoads.isPending("m")).isTrue();
    assertThat(server.onLoads.isPending("n")).isFalse();
    proceed.countDown();

    assertThat(load.get()).isEqualTo(COMMITTED);
    assertThat(server.onLoads.isPending("m")).isFalse();
  }

  @Test
  void callOfAModuleWithoutCurrentVersionWaitsForTheOnLoad() throws Exception {
    FutureTask<LoadResult> load = beginLoad(true);
    var call = new FutureTask<>(() -> server.call("m"));
    Thread caller = Thread.ofPlatform().daemon().start(call);

    until(() -> caller.getState() == Thread.State.WAITING);
    proceed.countDown();

    assertThat(load.get()).isEqualTo(COMMITTED);
    assertThatThrownBy(call::get).hasCauseInstanceOf(UndefinedFunctionException.class);
  }

  @Test
  void callOfAModuleWithACurrentVersionDoesNotWait() throws Exception {
    Release current = server.framework.release("m", "0.9.0");
    server.current(current);
    FutureTask<LoadResult> load = beginLoad(false);

    assertThat(server.call("m")).isEqualTo("0.9.0");

    proceed.countDown();
    assertThat(load.get()).isEqualTo(COMMITTED);
  }

  @Test
  void stopEndsARunningOnLoadAndDropsTheVersion() throws Exception {
    FutureTask<LoadResult> load = beginLoad(true);

    server.onLoads.stop();

    assertThat(load.get())
        .isEqualTo(new LoadResult.OnLoadFailure("m 1.0.0", "the code server stops"));
    assertThat(log).containsExactly("dropped");
    assertThat(proceed.getCount()).isEqualTo(1);
  }

  @Test
  void nothingIsCommittedAfterTheStop() {
    InstalledVersion version = server.ready(release);
    server.onLoads.stop();

    assertThat(load(version, true))
        .isEqualTo(new LoadResult.OnLoadFailure("m 1.0.0", "the code server stops"));

    assertThat(log).containsExactly("dropped");
  }

  @Test
  void commitThatThrowsLeavesNothingPending() {
    InstalledVersion version = withOnLoad(() -> {});

    assertThatThrownBy(() ->
            server.onLoads.load(
                version.loaded(),
                true,
                () -> {
                  throw new IllegalStateException("no");
                },
                () -> {}))
        .hasMessage("no");

    assertThat(server.onLoads.isPending("m")).isFalse();
    assertThatThrownBy(() -> server.call("m")).isInstanceOf(UndefinedFunctionException.class);
  }

  @Test
  void nextObjectOfAVersionPassesItsOnLoadToo() {
    InstalledVersion version = server.ready(release);

    assertThat(server.onLoads.again(version.loaded(), () -> log.add("again"))).isEmpty();
    assertThat(
            server.onLoads.again(
                version.loaded(),
                () -> {
                  throw new IllegalArgumentException("no table");
                }))
        .hasValueSatisfying(why -> assertThat(why).contains("no table"));
    server.onLoads.stop();
    assertThat(server.onLoads.again(version.loaded(), () -> log.add("never")))
        .hasValue("the code server stops");

    assertThat(log).containsExactly("again");
  }
}
