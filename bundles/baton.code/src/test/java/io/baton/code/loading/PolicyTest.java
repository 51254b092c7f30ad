package io.baton.code.loading;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.FinishResult;
import io.baton.api.code.Lingering;
import io.baton.api.code.LoadResult;
import io.baton.api.code.PurgeResult;
import io.baton.code.StubbedFramework.Release;
import io.baton.code.StubbedServer;
import io.baton.code.artifact.Directories;
import io.baton.code.framework.component.InstalledVersion;
import io.baton.code.loading.ThirdVersion.Choice;
import io.baton.code.purging.KillRules;
import io.baton.code.version.Names;
import io.baton.code.version.StickySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.osgi.framework.BundleException;

/** What the configuration says of loads, purges and sticky modules, and what comes of it. */
class PolicyTest {
  private static final Duration LONG = Duration.ofHours(1);

  @TempDir Path folder;

  private StubbedServer server;
  private Release one;
  private Release two;
  private Release three;
  private InstalledVersion old;

  @BeforeEach
  void loadBoth() {
    server = new StubbedServer(folder);
    one = server.framework.release("m", "1.0.0");
    two = server.framework.release("m", "2.0.0");
    three = server.framework.release("m", "3.0.0");
    old = server.current(one);
    server.current(two);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private LoadResult load() {
    return server.loads.of(three.source(), OldVersion.KEEP);
  }

  private LoadResult reload() {
    return server.loads.of(three.source(), OldVersion.PURGE);
  }

  private FinishResult atomic() {
    return server.atomicLoads.atomic(List.of(three.source()));
  }

  private void policy(Choice first, Duration patience, Choice then) {
    server.thirdVersion = new ThirdVersion(first, patience, then);
  }

  private void assertNothingHasChanged() {
    assertThat(server.call("m")).isEqualTo("2.0.0");
    assertThat(server.table.of("m").oldVersion()).hasValue(old);
    assertThat(one.uninstalls()).isZero();
    assertThat(three.installs()).isEqualTo(three.uninstalls());
    assertThat(server.points.armed.values()).doesNotContain(old.id().number());
  }

  @Test
  void loadThatMayPurgeNamesWhatItHasKilled() {
    Thread thread = server.stayIn(old, 42);
    policy(Choice.PURGE, LONG, Choice.REFUSE);

    var loaded = (LoadResult.Loaded) load();

    assertThat(loaded.purged().killedProcesses())
        .extracting(Lingering::label)
        .containsExactly("<42>");
    assertThat(thread.isInterrupted() || !thread.isAlive()).isTrue();
    assertThat(server.call("m")).isEqualTo("3.0.0");
  }

  @Test
  void atomicLoadThatMayPurgeNamesWhatItHasPurged() {
    policy(Choice.PURGE, LONG, Choice.REFUSE);

    var loaded = (FinishResult.Loaded) atomic();

    assertThat(loaded.purged()).containsExactly(new PurgeResult.Purged(old.id()));
    assertThat(server.call("m")).isEqualTo("3.0.0");
    assertThat(one.uninstalls()).isEqualTo(1);
  }

  @Test
  void loadThatMayPurgeAndFailsHasPurgedNothing() {
    policy(Choice.PURGE, LONG, Choice.REFUSE);
    three.onStay =
        _ -> {
          throw new BundleException("no");
        };

    assertThat(load()).isInstanceOf(LoadResult.NotStored.class);

    assertNothingHasChanged();
  }

  @Test
  void loadWaitsUntilNothingIsInTheOldVersionAndKillsNothing() {
    Thread thread = server.stayIn(old, 42);
    policy(Choice.WAIT, LONG, Choice.REFUSE);
    var looks = new AtomicInteger();
    server.pause =
        () -> {
          assertThat(three.installs()).isZero();
          if (looks.incrementAndGet() == 3) {
            leave(thread);
          }
          return true;
        };

    var loaded = (LoadResult.Loaded) load();

    assertThat(looks).hasValue(3);
    assertThat(loaded.purged()).isEqualTo(new PurgeResult.Purged(old.id()));
    assertThat(server.call("m")).isEqualTo("3.0.0");
    assertThat(one.uninstalls()).isEqualTo(1);
  }

  private void leave(Thread thread) {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    server.processes.running.clear();
  }

  @Test
  void atomicLoadWaits() {
    Thread thread = server.stayIn(old, 42);
    policy(Choice.WAIT, LONG, Choice.REFUSE);
    server.pause =
        () -> {
          leave(thread);
          return true;
        };

    var loaded = (FinishResult.Loaded) atomic();

    assertThat(loaded.purged()).containsExactly(new PurgeResult.Purged(old.id()));
  }

  @Test
  void othersMayPurgeAndLoadWhileALoadWaits() {
    server.stayIn(old, 42);
    policy(Choice.WAIT, LONG, Choice.REFUSE);
    Release four = server.framework.release("m", "4.0.0");
    server.pause =
        () -> {
          assertThat(server.purges.purge("m")).isInstanceOf(PurgeResult.PurgedByKilling.class);
          server.processes.running.clear();
          assertThat(server.loads.of(four.source(), OldVersion.PURGE))
              .isInstanceOf(LoadResult.Loaded.class);
          return true;
        };

    var loaded = (LoadResult.Loaded) load();

    assertThat(loaded.old().orElseThrow().version()).isEqualTo("4.0.0");
    assertThat(server.call("m")).isEqualTo("3.0.0");
  }

  @Test
  void loadThatHasWaitedInVainIsRefused() {
    server.stayIn(old, 42);
    policy(Choice.WAIT, Duration.ofMillis(1), Choice.REFUSE);

    var refused = (LoadResult.NotPurged) load();

    assertThat(refused.lingering()).extracting(Lingering::label).containsExactly("<42>");
    assertNothingHasChanged();
  }

  @Test
  void loadThatHasWaitedInVainPurgesIfItMay() {
    server.stayIn(old, 42);
    policy(Choice.WAIT, Duration.ofMillis(1), Choice.PURGE);

    var loaded = (LoadResult.Loaded) load();

    assertThat(loaded.purged()).isInstanceOf(PurgeResult.PurgedByKilling.class);
  }

  @Test
  void loadWhoseWaitIsInterruptedIsRefused() {
    server.stayIn(old, 42);
    policy(Choice.WAIT, LONG, Choice.PURGE);
    server.pause = () -> false;

    assertThat(load()).isInstanceOf(LoadResult.NotPurged.class);

    assertNothingHasChanged();
  }

  @Test
  void loadWaitsForBundlesThatAreWiredToTheOldVersion() {
    server.framework.wire(old);
    policy(Choice.WAIT, Duration.ofMillis(1), Choice.REFUSE);

    var refused = (LoadResult.NotPurged) load();

    assertThat(refused.wired()).hasSize(1);
    assertNothingHasChanged();
  }

  private static KillRules spares(String modules, String processes) {
    return new KillRules(
        KillRules.Kills.ANY,
        modules.isEmpty() ? Names.NONE : new Names(List.of(modules)),
        processes.isEmpty() ? Names.NONE : new Names(List.of(processes)));
  }

  @Test
  void purgeThatWouldKillInASparedModuleIsRefused() {
    Thread thread = server.stayIn(old, 42);
    server.rules = spares("m", "");

    var refused = (PurgeResult.Refused) server.purges.purge("m");

    assertThat(refused.old()).isEqualTo(old.id());
    assertThat(refused.spared()).extracting(Lingering::label).containsExactly("<42>");
    assertThat(refused.why()).startsWith("purge.spares.modules = m spares them");
    assertThat(reload()).isInstanceOf(LoadResult.Spared.class);
    assertThat(thread.isAlive()).isTrue();
    assertThat(thread.isInterrupted()).isFalse();
    assertNothingHasChanged();
  }

  @Test
  void purgeThatKillsNothingIsNeverRefused() {
    server.rules =
        new KillRules(KillRules.Kills.ASKED, new Names(List.of("*")), new Names(List.of("*")));

    assertThat(((LoadResult.Loaded) reload()).purged()).isEqualTo(new PurgeResult.Purged(old.id()));
    assertThat(server.purges.purge("m")).isInstanceOf(PurgeResult.Purged.class);
  }

  @Test
  void sparedProcessKeepsItsVersionAndOthersDoNot() {
    Thread thread = server.stayIn(old, 42);
    server.rules = spares("", "nobody");
    assertThat(server.purges.purge("m")).isInstanceOf(PurgeResult.PurgedByKilling.class);
    server.processes.running.clear();
    assertThat(thread.isInterrupted() || !thread.isAlive()).isTrue();

    InstalledVersion second = server.table.of("m").currentVersion().orElseThrow();
    var _ = reload();
    server.stayIn(second, 43);
    server.rules = spares("", "*");

    assertThat(((PurgeResult.Refused) server.purges.purge("m")).why())
        .startsWith("purge.spares.processes = * spares them");
  }

  @ParameterizedTest
  @EnumSource(
      value = OldVersion.class,
      names = {"PURGE", "REPLACE"})
  void onlyAPurgeThatIsAskedForKills(OldVersion policy) {
    server.stayIn(old, 42);
    server.rules = new KillRules(KillRules.Kills.ASKED, Names.NONE, Names.NONE);

    var refused = (LoadResult.Spared) server.loads.of(three.source(), policy);

    assertThat(refused.reason()).isEqualTo("not_purged");
    assertThat(refused.why()).contains("<42>").contains("purge.kills = asked");
    assertNothingHasChanged();
    assertThat(server.purges.purge("m")).isInstanceOf(PurgeResult.PurgedByKilling.class);
  }

  /** Found when the version is ready, and not before: another one has come in meanwhile. */
  @Test
  void processThatComesWhileALoadIsUnderWayIsSparedToo() {
    server.rules = new KillRules(KillRules.Kills.ASKED, Names.NONE, Names.NONE);
    three.onStay = _ -> server.stayIn(old, 42);

    assertThat(reload()).isInstanceOf(LoadResult.Spared.class);

    assertNothingHasChanged();
    assertThat(server.points.armed.values()).doesNotContain(old.id().number());
  }

  @Test
  void policyMayNotPurgeWhatIsSpared() {
    server.stayIn(old, 42);
    server.rules = spares("*", "");
    policy(Choice.WAIT, Duration.ofMillis(1), Choice.PURGE);

    assertThat(load()).isInstanceOf(LoadResult.Spared.class);
    assertThat(((FinishResult.Refused) atomic()).errors().get("m"))
        .isInstanceOf(LoadResult.Spared.class);

    assertNothingHasChanged();
  }

  @Test
  void moduleIsStickyByItsNameOrByItsDirectory() {
    server.stickySettings = new StickySettings(new Names(List.of("m")), new Directories(List.of()));
    assertThat(reload().toString()).contains("sticky = m");
    assertThat(server.sticky.isSticky("m")).isTrue();
    server.sticky.unstick("m");
    assertThat(server.sticky.isSticky("m")).isTrue();

    server.stickySettings =
        new StickySettings(Names.NONE, new Directories(List.of(three.file.getParent())));
    assertThat(((LoadResult.Sticky) reload()).why())
        .contains("sticky.directories = " + three.file.getParent());
    assertThat(server.sticky.isSticky("n")).isFalse();

    server.stickySettings = StickySettings.NONE;
    assertThat(reload()).isInstanceOf(LoadResult.Loaded.class);
  }
}
