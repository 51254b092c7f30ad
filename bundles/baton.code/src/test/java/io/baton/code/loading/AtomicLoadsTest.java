package io.baton.code.loading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.FinishResult;
import io.baton.api.code.LoadResult;
import io.baton.api.code.OnLoad;
import io.baton.api.code.PrepareResult;
import io.baton.api.code.Prepared;
import io.baton.api.code.Source;
import io.baton.code.Stub;
import io.baton.code.StubbedFramework.Release;
import io.baton.code.StubbedServer;
import io.baton.fixtures.Await;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;

/** Loads of several modules: all or none, and the errors of one stage together. */
class AtomicLoadsTest {
  @TempDir Path folder;

  private StubbedServer server;
  private Release m;
  private Release n;

  @BeforeEach
  void start() {
    server = new StubbedServer(folder);
    m = server.framework.release("m", "1.0.0");
    n = server.framework.release("n", "1.0.0");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private PrepareResult prepare(Release... releases) {
    return server.atomicLoads.prepare(Stream.of(releases).map(Release::source).toList());
  }

  private Prepared prepared(Release... releases) {
    return ((PrepareResult.Ready) prepare(releases)).prepared();
  }

  private static Map<String, LoadResult.Refused> errors(PrepareResult result) {
    return ((PrepareResult.Refused) result).errors();
  }

  private static Map<String, LoadResult.Refused> errors(FinishResult result) {
    return ((FinishResult.Refused) result).errors();
  }

  private void assertNothingIsCurrent() {
    assertThat(server.table.all()).isEmpty();
    assertThat(server.changed).isEmpty();
  }

  @Test
  void moduleThatIsNamedTwiceIsReportedBeforeAnyFileIsRead() {
    var missing = new Source.InFile("n", folder.resolve("none"));

    PrepareResult result =
        server.atomicLoads.prepare(List.of(m.source(), missing, new Source.OnPath("m")));

    assertThat(errors(result)).isEqualTo(Map.of("m", new LoadResult.NamedTwice("m")));
    assertThat(m.installs()).isZero();
  }

  @Test
  void errorsOfFilesAreReportedTogetherAndTheRestIsDropped() {
    n.onStart =
        _ -> {
          throw new BundleException("no");
        };
    var missing = new Source.InFile("o", folder.resolve("none"));

    PrepareResult result = server.atomicLoads.prepare(List.of(m.source(), n.source(), missing));

    assertThat(errors(result)).containsOnlyKeys("n", "o");
    assertThat(m.uninstalls()).isEqualTo(1);
    assertThat(n.uninstalls()).isEqualTo(1);
    assertNothingIsCurrent();
  }

  @Test
  void onLoadIsNotAllowedAndDropsAll() {
    n.instance = (OnLoad) () -> {};

    assertThat(errors(prepare(m, n)))
        .isEqualTo(Map.of("n", new LoadResult.OnLoadNotAllowed("n 1.0.0")));

    assertThat(m.uninstalls()).isEqualTo(1);
    assertThat(n.uninstalls()).isEqualTo(1);
  }

  @Test
  void preparedVersionsAreNotCurrent() {
    try (Prepared prepared = prepared(n, m)) {
      assertThat(prepared.modules()).containsExactly("m", "n");
      assertNothingIsCurrent();
    }

    assertThat(m.uninstalls() + n.uninstalls()).isEqualTo(2);
  }

  @Test
  void allBecomeCurrentBeforeAnyListenerIsNotified() {
    List<Object> called = new ArrayList<>();
    server.onChange = () -> called.add(List.of(server.call("m"), server.call("n")));

    FinishResult result = server.atomicLoads.atomic(List.of(m.source(), n.source()));

    assertThat(result).isInstanceOf(FinishResult.Loaded.class);
    assertThat(called).containsOnly(List.of("1.0.0", "1.0.0")).hasSize(2);
    assertThat(m.uninstalls() + n.uninstalls()).isZero();
  }

  @Test
  void stickyModulesAreReportedBeforeOldVersionsAndNothingIsLoaded() {
    server.current(m);
    Release next = server.framework.release("m", "2.0.0");
    server.current(n);
    server.current(server.framework.release("n", "2.0.0"));
    server.sticky.stick("m");
    Prepared prepared = prepared(next, server.framework.release("n", "3.0.0"));

    assertThat(errors(server.atomicLoads.finish(prepared)))
        .isEqualTo(Map.of("m", new LoadResult.Sticky("m 2.0.0")));
    server.sticky.unstick("m");
    assertThat(errors(server.atomicLoads.finish(prepared))).containsOnlyKeys("n");
    var _ = server.purges.purge("n");

    assertThat(server.call("m")).isEqualTo("1.0.0");
    assertThat(server.atomicLoads.finish(prepared)).isInstanceOf(FinishResult.Loaded.class);
    assertThat(server.call("m")).isEqualTo("2.0.0");
    assertThat(server.call("n")).isEqualTo("3.0.0");
  }

  @Test
  void bundleThatIsUninstalledMeanwhileIsReportedAndNothingIsLoaded() {
    Prepared prepared = prepared(m, n);
    n.uninstallLast();

    assertThat(errors(server.atomicLoads.finish(prepared))).containsOnlyKeys("n");

    assertNothingIsCurrent();
  }

  @Test
  void versionsThatCannotBeRecordedAreNotLoadedAndStayReady() {
    n.onStay =
        _ -> {
          throw new BundleException("no");
        };
    Prepared prepared = prepared(m, n);

    assertThat(errors(server.atomicLoads.finish(prepared)))
        .containsOnlyKeys("m", "n")
        .allSatisfy((_, error) -> assertThat(error).isInstanceOf(LoadResult.NotStored.class));

    assertNothingIsCurrent();
    n.onStay = _ -> null;
    assertThat(server.atomicLoads.finish(prepared)).isInstanceOf(FinishResult.Loaded.class);
  }

  @Test
  void refusedAtomicLoadDropsAll() {
    n.onStay =
        _ -> {
          throw new BundleException("no");
        };

    assertThat(server.atomicLoads.atomic(List.of(m.source(), n.source())))
        .isInstanceOf(FinishResult.Refused.class);

    assertThat(m.uninstalls()).isEqualTo(1);
    assertThat(n.uninstalls()).isEqualTo(1);
    assertNothingIsCurrent();
  }

  @Test
  void runningOnLoadIsReportedAtOnce() throws Exception {
    var running = new CountDownLatch(1);
    var proceed = new CountDownLatch(1);
    Release slow = server.framework.release("m", "2.0.0");
    slow.instance =
        (OnLoad)
            () -> {
              running.countDown();
              proceed.await();
            };
    Prepared prepared = prepared(m, n);
    var load = new FutureTask<>(() -> server.loads.file(slow.file));
    Thread.ofPlatform().daemon().start(load);
    Await.await(running);

    assertThat(errors(server.atomicLoads.finish(prepared)))
        .isEqualTo(Map.of("m", new LoadResult.PendingOnLoad("m")));

    proceed.countDown();
    assertThat(load.get()).isInstanceOf(LoadResult.Loaded.class);
    assertThat(server.atomicLoads.finish(prepared)).isInstanceOf(FinishResult.Loaded.class);
  }

  @Test
  void preparedVersionsAreUsedOnce() {
    Prepared prepared = prepared(m, n);
    var _ = server.atomicLoads.finish(prepared);

    assertThat(server.atomicLoads.finish(prepared)).isEqualTo(new FinishResult.UsedUp());
    prepared.close();

    assertThat(m.uninstalls() + n.uninstalls()).isZero();
    assertThat(server.call("m")).isEqualTo("1.0.0");
  }

  @Test
  void stoppingDropsWhatIsPreparedOnce() {
    Prepared prepared = prepared(m, n);

    server.atomicLoads.stop();
    prepared.close();

    assertThat(m.uninstalls()).isEqualTo(1);
    assertThat(n.uninstalls()).isEqualTo(1);
  }

  @Test
  void nothingIsLoadedAtOnce() {
    assertThat(server.atomicLoads.atomic(List.of()))
        .isEqualTo(new FinishResult.Loaded(List.of(), List.of()));
  }

  @Test
  void handleOfAnotherIsRefused() {
    var other = Stub.of(Prepared.class, Map.of());

    assertThatThrownBy(() -> server.atomicLoads.finish(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected what prepareLoading gave");
  }
}
