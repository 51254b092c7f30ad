package io.baton.code.loading;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import io.baton.api.code.PurgeResult;
import io.baton.code.StubbedFramework.Release;
import io.baton.code.StubbedServer;
import io.baton.code.framework.component.InstalledVersion;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleException;

/** The second step of a load, and the moment at which versions become current. */
class CommitsTest {
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

  private LoadResult load(InstalledVersion ready, OldVersion policy) {
    return server.lanes.run("m", () -> server.commits.load(ready, policy));
  }

  private LoadResult takeBack(InstalledVersion old) {
    return server.lanes.run("m", () -> server.commits.takeBack(old));
  }

  private InstalledVersion current() {
    return server.table.of("m").currentVersion().orElseThrow();
  }

  private InstalledVersion old() {
    return server.table.of("m").oldVersion().orElseThrow();
  }

  @Test
  void resultSaysWhatWasReplacedAndPurged() {
    InstalledVersion first = server.current(one);
    InstalledVersion second = server.current(two);
    InstalledVersion ready = server.ready(server.framework.release("m", "3.0.0"));

    LoadResult loaded = load(ready, OldVersion.PURGE);

    assertThat(loaded)
        .isEqualTo(
            new LoadResult.Loaded(
                current().id(),
                Optional.of(second.id()),
                new PurgeResult.Purged(first.id()),
                List.of()));
    assertThat(current().loader()).isSameAs(ready.loader());
    assertThat(old()).isEqualTo(second);
  }

  @Test
  void purgedVersionIsGivenUpAfterTheNextIsCurrent() {
    server.current(one);
    server.current(two);
    InstalledVersion ready = server.ready(server.framework.release("m", "3.0.0"));
    server.onChange =
        () -> {
          assertThat(server.call("m")).isEqualTo("3.0.0");
          assertThat(one.uninstalls()).isZero();
        };

    var _ = load(ready, OldVersion.PURGE);

    assertThat(one.uninstalls()).isEqualTo(1);
  }

  @Test
  void oldVersionThatIsTakenBackIsCurrentAndTheOtherOld() {
    InstalledVersion first = server.current(one);
    InstalledVersion second = server.current(two);

    var loaded = (LoadResult.Loaded) takeBack(first);

    assertThat(loaded.purged()).isEqualTo(new PurgeResult.NoOldVersion("m"));
    assertThat(current().loader()).isSameAs(first.loader());
    assertThat(old()).isEqualTo(second);
    assertThat(server.call("m")).isEqualTo("1.0.0");
    assertThat(one.uninstalls() + two.uninstalls()).isZero();
  }

  @Test
  void oldVersionThatCannotBeTakenBackStaysOld() {
    InstalledVersion first = server.current(one);
    InstalledVersion second = server.current(two);
    one.onStay =
        _ -> {
          throw new BundleException("no");
        };

    assertThat(takeBack(first)).isInstanceOf(LoadResult.NotStored.class);

    assertThat(current()).isEqualTo(second);
    assertThat(old()).isEqualTo(first);
    assertThat(one.uninstalls()).isZero();
  }

  @Test
  void versionsThatAreSwitchedTogetherAreInTheTableBeforeAnyListenerIsNotified() {
    InstalledVersion m = server.ready(one);
    InstalledVersion n = server.ready(server.framework.release("n", "1.0.0"));
    server.onChange = () -> assertThat(server.table.all()).containsOnlyKeys("m", "n");

    List<InstalledVersion> current =
        server.lanes.run(List.of("m", "n"), () -> server.versions.makeCurrent(List.of(m, n)));

    assertThat(current)
        .extracting(InstalledVersion::loader)
        .containsExactly(m.loader(), n.loader());
    assertThat(current.getFirst().id().loaded()).isEqualTo(current.getLast().id().loaded());
    assertThat(server.changed).containsExactly("m", "n");
  }

  @Test
  void onlyTheOldVersionItselfIsOld() {
    InstalledVersion first = server.current(one);
    InstalledVersion second = server.current(two);
    InstalledVersion again = server.ready(one);

    assertThat(server.versions.isOld(first)).isTrue();
    assertThat(server.versions.isOld(second)).isFalse();
    assertThat(server.versions.isOld(again)).isFalse();
  }

  @Test
  void oldVersionWithoutACurrentOneIsNoObstacle() {
    server.current(one);
    assertThat(server.obstacles.old("m", "m 2.0.0", OldVersion.KEEP)).isEmpty();
    server.current(two);
    assertThat(server.obstacles.old("m", "m 3.0.0", OldVersion.KEEP))
        .hasValue(new LoadResult.NotPurged("m 3.0.0", old().id(), List.of()));

    var _ = server.purges.purge("m");
    var _ = server.deletes.delete("m");

    assertThat(old().id().version()).isEqualTo("2.0.0");
    assertThat(server.obstacles.old("m", "m 3.0.0", OldVersion.KEEP)).isEmpty();
  }

  @Test
  void moduleIsStickyOnlyWhileItIsLoaded() {
    server.sticky.stick("m");
    assertThat(server.obstacles.sticky("m", "m 1.0.0")).isEmpty();

    server.current(one);

    assertThat(server.obstacles.sticky("m", "m 1.0.0")).hasValue(new LoadResult.Sticky("m 1.0.0"));
  }
}
