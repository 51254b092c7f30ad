package io.baton.code.purging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.baton.api.code.DeleteResult;
import io.baton.api.code.Lingering;
import io.baton.api.code.ModuleUnavailableException;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.code.WiredBundle;
import io.baton.code.StubbedFramework.Release;
import io.baton.code.StubbedServer;
import io.baton.code.calling.Absence;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.version.ModuleTable.Versions;
import io.baton.code.version.Names;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Purges, soft purges and deletes: what changes in the table, and which bundles go. */
class PurgesTest {
  private StubbedServer server;
  private Release one;
  private Release two;

  @BeforeEach
  void start(@TempDir Path folder) {
    server = new StubbedServer(folder);
    one = server.framework.release("m", "1.0.0");
    two = server.framework.release("m", "2.0.0");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Versions<InstalledVersion> now() {
    return server.table.of("m");
  }

  /** Loads both, and returns the old one. */
  private InstalledVersion loadBoth() {
    InstalledVersion first = server.current(one);
    server.current(two);
    return first;
  }

  private void assertStillOld(InstalledVersion old) {
    assertThat(now().oldVersion()).hasValue(old);
    assertThat(one.uninstalls()).isZero();
    assertThat(server.points.armed).isEmpty();
  }

  @Test
  void moduleWithoutOldVersionHasNothingToPurge() {
    assertThat(server.purges.purge("m")).isEqualTo(new PurgeResult.NoOldVersion("m"));
    assertThat(server.purges.softPurge("m")).isEqualTo(new SoftPurgeResult.NoOldVersion("m"));

    InstalledVersion current = server.current(one);

    assertThat(server.purges.purge("m")).isEqualTo(new PurgeResult.NoOldVersion("m"));
    assertThat(server.purges.softPurge("m")).isEqualTo(new SoftPurgeResult.NoOldVersion("m"));
    assertThat(now()).isEqualTo(new Versions<>(current, null));
    assertThat(one.uninstalls()).isZero();
  }

  @Test
  void purgedVersionIsNotInTheTableAndItsBundleIsUninstalledOnce() {
    InstalledVersion old = loadBoth();

    assertThat(server.purges.purge("m")).isEqualTo(new PurgeResult.Purged(old.id()));

    assertThat(now().old()).isNull();
    assertThat(one.uninstalls()).isEqualTo(1);
    assertThat(two.uninstalls()).isZero();
    assertThat(server.points.armed).containsValue(old.id().number());
    assertThat(server.call("m")).isEqualTo("2.0.0");
  }

  @Test
  void purgeEndsTheProcessesThatAreInTheVersion() throws InterruptedException {
    InstalledVersion old = loadBoth();
    Thread thread = server.stayIn(old, 42);

    var purged = (PurgeResult.PurgedByKilling) server.purges.purge("m");

    assertThat(purged.killed()).extracting(Lingering::label).containsExactly("<42>");
    assertThat(purged.fenced()).isEmpty();
    assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
    assertThat(one.uninstalls()).isEqualTo(1);
  }

  @Test
  void purgeNamesTheBundlesThatStayWired() {
    InstalledVersion old = loadBoth();
    server.framework.wire(old);

    assertThat(server.purges.purge("m").wiredBundles())
        .extracting(WiredBundle::name)
        .containsExactly("user 1.0.0");

    assertThat(now().old()).isNull();
  }

  /** Loads two versions of another module, and returns the old one. */
  private InstalledVersion loadBothOfOther() {
    InstalledVersion first = server.current(server.framework.release("other", "1.0.0"));
    server.current(server.framework.release("other", "2.0.0"));
    return first;
  }

  @Test
  void purgeOfSeveralRemovesTheOldVersionOfEach() {
    InstalledVersion old = loadBoth();
    InstalledVersion other = loadBothOfOther();

    assertThat(server.purges.purge(List.of("other", "none", "m", "m")))
        .containsExactly(
            entry("m", new PurgeResult.Purged(old.id())),
            entry("none", new PurgeResult.NoOldVersion("none")),
            entry("other", new PurgeResult.Purged(other.id())));

    assertThat(now().old()).isNull();
    assertThat(server.table.of("other").old()).isNull();
    assertThat(one.uninstalls()).isEqualTo(1);
    assertThat(server.points.armed.values()).contains(old.id().number(), other.id().number());
    assertThat(server.decided).hasSize(6);
  }

  @Test
  void purgeOfSeveralSaysOfEachWhatItHasEnded() {
    server.stayIn(loadBoth(), 42);
    server.stayIn(loadBothOfOther(), 43);

    var results = server.purges.purge(List.of("m", "other"));

    assertThat(results.get("m").killedProcesses())
        .extracting(Lingering::label)
        .containsExactly("<42>");
    assertThat(results.get("other").killedProcesses())
        .extracting(Lingering::label)
        .containsExactly("<43>");
  }

  @Test
  void purgeOfSeveralLooksAtTheProcessesOnce() {
    loadBoth();
    loadBothOfOther();
    var looks = new AtomicInteger();
    server.processes.onLook = looks::incrementAndGet;

    var _ = server.purges.purge(List.of("m", "other"));

    assertThat(looks).hasValue(1);
  }

  @Test
  void purgeOfSeveralAsksTheConfigurationAboutEach() {
    server.stayIn(loadBoth(), 42);
    InstalledVersion other = loadBothOfOther();
    server.rules = new KillRules(KillRules.Kills.ANY, new Names(List.of("m")), Names.NONE);

    var results = server.purges.purge(List.of("m", "other"));

    assertThat(results.get("m")).isInstanceOf(PurgeResult.Refused.class);
    assertThat(results.get("other")).isEqualTo(new PurgeResult.Purged(other.id()));
    assertThat(now().old()).isNotNull();
  }

  @Test
  void purgeOfNoModuleDoesNothing() {
    assertThat(server.purges.purge(List.of())).isEmpty();
  }

  private PurgePermit.Begun begin() {
    return ((PurgePermit.Answer.Granted) server.purges.ask("m")).permit().begin();
  }

  @Test
  void purgeThatIsBegunGivesUpTheBundleLater() {
    InstalledVersion old = loadBoth();

    PurgePermit.Begun begun = server.lanes.run("m", this::begin);

    assertThat(begun.result()).isEqualTo(new PurgeResult.Purged(old.id()));
    assertThat(now().old()).isNull();
    assertThat(one.uninstalls()).isZero();
    begun.removal().run();
    assertThat(one.uninstalls()).isEqualTo(1);
  }

  @Test
  void softPurgeOfAnUnusedVersionRemovesIt() {
    InstalledVersion old = loadBoth();

    assertThat(server.purges.softPurge("m")).isEqualTo(new SoftPurgeResult.Purged(old.id()));

    assertThat(now().old()).isNull();
    assertThat(one.uninstalls()).isEqualTo(1);
  }

  @Test
  void softPurgeChangesNothingIfAProcessIsInTheVersion() {
    InstalledVersion old = loadBoth();
    Thread thread = server.stayIn(old, 42);

    var used = (SoftPurgeResult.StillUsed) server.purges.softPurge("m");

    assertThat(used.lingering()).extracting(Lingering::label).containsExactly("<42>");
    assertThat(thread.isAlive()).isTrue();
    assertStillOld(old);
    thread.interrupt();
  }

  @Test
  void softPurgeChangesNothingIfABundleIsWiredToTheVersion() {
    InstalledVersion old = loadBoth();
    server.framework.wire(old);

    var used = (SoftPurgeResult.StillUsed) server.purges.softPurge("m");

    assertThat(used.wired()).extracting(WiredBundle::name).containsExactly("user 1.0.0");
    assertThat(used.lingering()).isEmpty();
    assertStillOld(old);
  }

  @Test
  void deletedVersionIsOldAndCallsAreUndefined() {
    InstalledVersion current = server.current(one);

    assertThat(server.deletes.delete("m")).isEqualTo(new DeleteResult.Deleted(current.id()));

    assertThat(now().current()).isNull();
    assertThat(now().oldVersion()).hasValue(current);
    assertThat(one.uninstalls()).isZero();
    assertThatThrownBy(() -> server.call("m")).isInstanceOf(UndefinedFunctionException.class);
    assertThat(server.changed).containsExactly("m", "m");
  }

  @Test
  void deleteIsRefusedWhileThereIsAnOldVersion() {
    InstalledVersion old = loadBoth();
    Versions<InstalledVersion> before = now();

    assertThat(server.deletes.delete("m")).isEqualTo(new DeleteResult.NotPurged(old.id()));

    assertThat(now()).isEqualTo(before);
    assertThat(server.call("m")).isEqualTo("2.0.0");
  }

  @Test
  void deleteIsRefusedIfOnlyAnOldVersionIsLeft() {
    InstalledVersion only = server.current(one);
    var _ = server.deletes.delete("m");

    assertThat(server.deletes.delete("m")).isEqualTo(new DeleteResult.NotPurged(only.id()));
  }

  @Test
  void moduleThatIsNotLoadedCannotBeDeleted() {
    assertThat(server.deletes.delete("m")).isEqualTo(new DeleteResult.NotLoaded("m"));

    assertThat(server.changed).isEmpty();
  }

  @Test
  void versionThatAnotherIsExpectedForIsOldAndCallsSayWhatIsMissing() {
    InstalledVersion old = loadBoth();
    InstalledVersion current = now().currentVersion().orElseThrow();
    Absence absence = Absence.now(Duration.ZERO, () -> "its file is gone");

    PurgeResult purged = server.lanes.run("m", () -> server.deletes.expectOther(current, absence));

    assertThat(purged).isEqualTo(new PurgeResult.Purged(old.id()));
    assertThat(now().current()).isNull();
    assertThat(now().oldVersion()).hasValue(current);
    assertThatThrownBy(() -> server.call("m"))
        .isInstanceOf(ModuleUnavailableException.class)
        .hasMessageEndingWith("its file is gone");
  }
}
