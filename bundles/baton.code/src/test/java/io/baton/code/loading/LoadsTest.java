package io.baton.code.loading;

import static io.baton.fixtures.Await.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.CodeMode;
import io.baton.api.code.EnsureResult;
import io.baton.api.code.HandoverException;
import io.baton.api.code.LoadResult;
import io.baton.api.code.OnLoad;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.Source;
import io.baton.api.process.Pid;
import io.baton.code.Stub;
import io.baton.code.StubbedFramework.Release;
import io.baton.code.StubbedServer;
import io.baton.code.artifact.Jar;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.version.ModuleTable.Versions;
import io.baton.fixtures.Await;
import io.baton.spi.LiveStates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.BundleException;

/** What refuses a load of one module, in which order, and what is left then. */
class LoadsTest {
  @TempDir Path folder;

  private StubbedServer server;
  private Release one;
  private Release two;

  @BeforeEach
  void start() {
    server = new StubbedServer(folder);
    one = server.framework.release("m", "1.0.0");
    two = server.framework.release("m", "2.0.0");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private LoadResult load(Release release) {
    return server.loads.of(release.source(), OldVersion.KEEP);
  }

  private Versions<InstalledVersion> now() {
    return server.table.of("m");
  }

  private Source badFile() {
    Path file = Jar.of(folder.resolve("bad"), Map.of("Bundle-SymbolicName", "bad"));
    return new Source.InFile("m", file);
  }

  private LoadResult load(Source source) {
    return server.loads.of(source, OldVersion.KEEP);
  }

  /** The module has a current version and an old one. */
  private void loadBoth() {
    server.current(one);
    server.current(two);
  }

  @Test
  void loadedVersionIsCalledAndTheOneBeforeIsOld() {
    InstalledVersion first = server.current(one);

    var loaded = (LoadResult.Loaded) load(two);

    assertThat(loaded.current()).isEqualTo(now().currentVersion().orElseThrow().id());
    assertThat(loaded.old()).hasValue(first.id());
    assertThat(loaded.purged()).isEqualTo(new PurgeResult.NoOldVersion("m"));
    assertThat(server.call("m")).isEqualTo("2.0.0");
    assertThat(now().oldVersion()).hasValue(first);
  }

  @Test
  void missingFileIsReportedBeforeAStickyModule() {
    server.current(one);
    server.sticky.stick("m");

    assertThat(load(new Source.InFile("m", folder.resolve("none"))))
        .isInstanceOf(LoadResult.NoFile.class);
  }

  @Test
  void stickyModuleIsReportedBeforeABadFile() {
    server.current(one);
    assertThat(load(badFile())).isInstanceOf(LoadResult.BadFile.class);
    server.sticky.stick("m");

    assertThat(load(badFile())).isEqualTo(new LoadResult.Sticky("m"));
  }

  @Test
  void badFileIsReportedBeforeAnOldVersion() {
    loadBoth();

    assertThat(load(badFile())).isInstanceOf(LoadResult.BadFile.class);
  }

  @Test
  void stickyModuleIsReportedBeforeAnOldVersion() {
    loadBoth();
    server.sticky.stick("m");

    assertThat(load(one)).isEqualTo(new LoadResult.Sticky("m 1.0.0"));
  }

  @Test
  void oldVersionIsReportedBeforeABundleIsInstalled() {
    loadBoth();
    Release three = server.framework.release("m", "3.0.0");

    assertThat(load(three)).isInstanceOf(LoadResult.NotPurged.class);

    assertThat(three.installs()).isZero();
  }

  /** Causes that are found when the bundle is installed, so that it must be dropped. */
  enum Cause {
    START,
    ON_LOAD,
    RECORD,
    STOP,
    UNINSTALLED;

    void arrange(StubbedServer server, Release release) {
      switch (this) {
        case START -> release.onStart = _ -> fail();
        case ON_LOAD -> release.instance = (OnLoad) Cause::fail;
        case RECORD -> release.onStay = _ -> fail();
        case STOP -> server.onLoads.stop();
        case UNINSTALLED -> release.instance = (OnLoad) release::uninstallLast;
      }
    }

    private static Object fail() throws BundleException {
      throw new BundleException("no");
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusedFirstVersionIsDroppedOnceAndNothingIsCurrent(Cause cause) {
    cause.arrange(server, one);

    assertThat(load(one)).isInstanceOf(LoadResult.Refused.class);

    assertThat(now()).isEqualTo(new Versions<>(null, null));
    assertThat(one.installs()).isEqualTo(1);
    assertThat(one.uninstalls()).isEqualTo(1);
    assertThat(server.changed).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void refusedNextVersionIsDroppedOnceAndNothingElseChanges(Cause cause) {
    InstalledVersion first = server.current(one);
    cause.arrange(server, two);

    assertThat(load(two)).isInstanceOf(LoadResult.Refused.class);

    assertThat(now()).isEqualTo(new Versions<>(first, null));
    assertThat(two.uninstalls()).isEqualTo(1);
    assertThat(one.uninstalls()).isZero();
    assertThat(server.call("m")).isEqualTo("1.0.0");
  }

  @Test
  void moduleThatBecomesStickyDuringTheLoadIsReportedAndTheVersionDropped() {
    server.current(one);
    two.onStart =
        _ -> {
          server.sticky.stick("m");
          return null;
        };

    assertThat(load(two)).isEqualTo(new LoadResult.Sticky("m 2.0.0"));

    assertThat(two.uninstalls()).isEqualTo(1);
    assertThat(server.call("m")).isEqualTo("1.0.0");
  }

  @Test
  void moduleThatGetsAnOldVersionDuringTheLoadIsReportedBeforeItsOnLoadRuns() {
    server.current(one);
    Release three = server.framework.release("m", "3.0.0");
    List<String> ran = new ArrayList<>();
    three.instance = (OnLoad) () -> ran.add("onLoad");
    InstalledVersion other = server.ready(two);
    three.onStart = _ -> server.lanes.run("m", () -> server.commits.load(other, OldVersion.KEEP));

    assertThat(load(three)).isInstanceOf(LoadResult.NotPurged.class);

    assertThat(ran).isEmpty();
    assertThat(three.uninstalls()).isEqualTo(1);
    assertThat(server.call("m")).isEqualTo("2.0.0");
  }

  @Test
  void decisionThatThrowsDropsTheVersion() {
    one.onStay =
        _ -> {
          throw new UnsupportedOperationException("from the framework");
        };

    assertThatThrownBy(() -> load(one)).isInstanceOf(UnsupportedOperationException.class);

    assertThat(now()).isEqualTo(new Versions<>(null, null));
    assertThat(one.uninstalls()).isEqualTo(1);
  }

  @Test
  void decisionThatThrowsKeepsAVersionThatIsCurrent() {
    server.onChange =
        () -> {
          throw new UnsupportedOperationException("from a listener");
        };

    assertThatThrownBy(() -> load(one)).isInstanceOf(UnsupportedOperationException.class);

    assertThat(one.uninstalls()).isZero();
    assertThat(server.points.armed).as("the gates of purged versions").isEmpty();
    assertThat(server.call("m")).isEqualTo("1.0.0");
  }

  @Test
  void replacingPurgesTheOldVersionOnlyIfThereIsACurrentOne() {
    InstalledVersion first = server.current(one);
    var _ = server.deletes.delete("m");

    var loaded = (LoadResult.Loaded) server.loads.of(two.source(), OldVersion.REPLACE);
    assertThat(loaded.purged()).isEqualTo(new PurgeResult.NoOldVersion("m"));
    assertThat(now().oldVersion()).hasValue(first);

    Release three = server.framework.release("m", "3.0.0");
    var next = (LoadResult.Loaded) server.loads.of(three.source(), OldVersion.REPLACE);
    assertThat(next.purged()).isEqualTo(new PurgeResult.Purged(first.id()));
    assertThat(one.uninstalls()).isEqualTo(1);
  }

  @Test
  void purgingLoadPurgesTheOldVersionInAnyCase() {
    InstalledVersion first = server.current(one);
    var _ = server.deletes.delete("m");

    var loaded = (LoadResult.Loaded) server.loads.newest("m", OldVersion.PURGE);

    assertThat(loaded.current().version()).isEqualTo("2.0.0");
    assertThat(loaded.purged()).isEqualTo(new PurgeResult.Purged(first.id()));
    assertThat(now().old()).isNull();
  }

  @Test
  void purgingLoadThatIsRefusedPurgesNothing() {
    loadBoth();
    Release three = server.framework.release("m", "3.0.0");
    Cause.ON_LOAD.arrange(server, three);

    assertThat(server.loads.of(three.source(), OldVersion.PURGE))
        .isInstanceOf(LoadResult.OnLoadFailure.class);

    assertThat(now().old()).isNotNull();
    assertThat(one.uninstalls()).isZero();
  }

  @Test
  void installedVersionIsLoadedAgainAsAFileAndNotByItsName() {
    server.current(one);

    assertThat(server.loads.certain("m", "1.0.0")).isInstanceOf(LoadResult.AlreadyInstalled.class);
    assertThat(server.loads.file(one.file)).isInstanceOf(LoadResult.Loaded.class);
    assertThat(one.installs()).isEqualTo(2);
  }

  @Test
  void checkedLoadIsRefusedIfAStateDoesNotCross() {
    server.current(one);
    server.states = Optional.of(stubbornStates());

    LoadResult refused = server.loads.checked("m", "2.0.0");

    assertThat(refused)
        .isInstanceOfSatisfying(
            LoadResult.StateRefused.class,
            state -> assertThat(state.why()).endsWith("(counter): no way"));
    assertThat(two.uninstalls()).isEqualTo(1);
    assertThat(server.call("m")).isEqualTo("1.0.0");
    assertThat(load(two)).isInstanceOf(LoadResult.Loaded.class);
  }

  private static LiveStates stubbornStates() {
    var live =
        Stub.of(
            LiveStates.Live.class,
            Map.of(
                "pid",
                _ -> Stub.of(Pid.class, Map.of()),
                "name",
                _ -> Optional.of("counter"),
                "tryIn",
                _ -> {
                  throw new HandoverException("no way");
                }));
    return Stub.of(LiveStates.class, Map.of("of", _ -> List.of(live), "kinds", _ -> List.of()));
  }

  @Test
  void ensuringLoadsOnlyWhatIsNotThere() {
    var _ = server.current(one);

    assertThat(server.loads.ensure("m"))
        .isEqualTo(new EnsureResult.Present(now().currentVersion().orElseThrow().id()));
    assertThat(two.installs()).isZero();
  }

  @Test
  void concurrentCallersThatEnsureShareOneAttempt() throws Exception {
    var started = new CountDownLatch(1);
    var proceed = new CountDownLatch(1);
    two.onStart =
        _ -> {
          started.countDown();
          proceed.await();
          throw new BundleException("no");
        };
    var first = new FutureTask<>(() -> server.loads.ensure("m"));
    Thread.ofPlatform().daemon().start(first);
    Await.await(started);
    var second = new FutureTask<>(() -> server.loads.ensure("m"));
    Thread waiting = Thread.ofPlatform().daemon().start(second);
    until(() -> waiting.getState() == Thread.State.WAITING);

    proceed.countDown();

    assertThat(first.get()).isInstanceOf(EnsureResult.Absent.class);
    assertThat(second.get()).isEqualTo(first.get());
    assertThat(two.installs()).isEqualTo(1);
    assertThat(server.loads.ensure("m")).isInstanceOf(EnsureResult.Absent.class);
    assertThat(two.installs()).isEqualTo(2);
  }

  @Test
  void modulesAreThoseThatAreLoadedOrOnTheCodePath() throws Exception {
    Release other = server.framework.release("n", "1.0.0");
    server.current(other);
    Files.delete(other.file);

    assertThat(server.loads.modules()).containsExactly("m", "n");
  }

  @Test
  void inEmbeddedModeNothingIsLoadedOnlyBecauseItIsNeeded() {
    server.mode = CodeMode.EMBEDDED;

    assertThat(server.loads.isLoadedByCall("m")).isFalse();
    assertThat(server.loads.ensure("m"))
        .isEqualTo(new EnsureResult.Absent(new LoadResult.NotInEmbeddedMode("m")));

    InstalledVersion loaded = server.current(one);
    assertThat(server.loads.ensure("m")).isEqualTo(new EnsureResult.Present(loaded.id()));
  }
}
