package io.baton.itests;

import static io.baton.api.process.Processes.isAlive;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.ModuleUnavailableException;
import io.baton.api.code.ModuleVersion;
import io.baton.api.process.Pid;
import io.baton.itests.Tills.Till;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.Before;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.framework.wiring.FrameworkWiring;

/** Bundles of modules are stopped, updated, refreshed and uninstalled: callers wait meanwhile. */
public class BundleGapsIT extends BatonTest {
  private static final String API = "io.baton.itests.library";

  private Till till;

  @Before
  public void view() {
    till = code.qualified("till", Till.class);
  }

  private Load load() throws InterruptedException {
    return new Load(List.of(till::vsn, till::count));
  }

  private static TestBundle library() {
    return TestBundle.plain("library", "1.0.0").exported().type("public interface Empty {}");
  }

  private static TestBundle wired(int vsn) {
    return Tills.till(vsn).importing(API);
  }

  private void refresh(Bundle bundle) throws InterruptedException {
    var refreshed = new CountDownLatch(1);
    context
        .getBundle(0)
        .adapt(FrameworkWiring.class)
        .refreshBundles(List.of(bundle), _ -> refreshed.countDown());
    await(refreshed);
  }

  private void startLevel(int level) throws InterruptedException {
    var changed = new CountDownLatch(1);
    context
        .getBundle(0)
        .adapt(FrameworkStartLevel.class)
        .setStartLevel(
            level,
            event -> {
              if (event.getType() == FrameworkEvent.STARTLEVEL_CHANGED) {
                changed.countDown();
              }
            });
    await(changed);
  }

  /** No call of a load has failed, and none was counted twice or lost. */
  private void assertNothingFailed(Load load) throws InterruptedException {
    load.stop();
    assertThat(load.failures()).isEmpty();
    assertThat(till.count()).isEqualTo(load.count() + 1);
  }

  @Test
  public void stopAndStartUnderLoadFailNoCall() throws Exception {
    Bundle bundle = start(Tills.till(1));
    ModuleVersion before = codeStatus.isLoaded("till").orElseThrow();
    till.open();
    Load load = load();

    for (int i = 0; i < 5; i++) {
      bundle.stop();
      bundle.start();
    }

    assertNothingFailed(load);
    assertThat(codeStatus.isLoaded("till").orElseThrow().number()).isEqualTo(before.number());
  }

  @Test
  public void updatesInPlaceUnderLoadFailNoCall() throws Exception {
    Bundle bundle = start(Tills.till(1));
    till.open();
    Load load = load();

    for (int vsn = 2; vsn <= 5; vsn++) {
      bundle.update(Tills.till(vsn).stream());
      assertThat(till.vsn()).isEqualTo(vsn);
    }

    assertNothingFailed(load);
    assertThat(old("till")).isEqualTo("4.0.0");
  }

  @Test
  public void aRefreshUnderLoadFailsNoCallAndLeavesTheCurrentVersion() throws Exception {
    Bundle library = start(library());
    load(wired(1));
    till.open();
    load(wired(2));
    Load load = load();

    refresh(library);
    until(() -> till.vsn() == 2);
    refresh(library);

    assertNothingFailed(load);
    assertThat(current("till")).isEqualTo("2.0.0");
    assertThat(old("till")).isEqualTo("2.0.0");
  }

  @Test
  public void startLevelsDownAndUpUnderLoadFailNoCallAndLeaveTheCurrentVersion() throws Exception {
    Bundle one = start(Tills.till(1));
    till.open();
    Bundle two = start(Tills.till(2));
    int level = context.getBundle(0).adapt(FrameworkStartLevel.class).getStartLevel();
    startLevel(level + 10);
    one.adapt(BundleStartLevel.class).setStartLevel(level + 5);
    two.adapt(BundleStartLevel.class).setStartLevel(level + 4);
    Load load = load();

    for (int i = 0; i < 3; i++) {
      startLevel(level + 1);
      assertThat(two.getState()).isEqualTo(Bundle.RESOLVED);
      startLevel(level + 10);
    }

    assertNothingFailed(load);
    startLevel(level);
    assertThat(current("till")).isEqualTo("2.0.0");
    assertThat(old("till")).isEqualTo("1.0.0");
  }

  @Test
  public void aBundleThatIsReplacedByAnotherKeepsTheServerOfTheModule() throws Exception {
    Bundle one = start(Tills.till(1));
    till.open();
    till.count();

    one.uninstall();
    var waiting = new FutureTask<>(till::count);
    Thread caller = Thread.ofPlatform().start(waiting);
    until(() -> caller.getState() == Thread.State.WAITING);
    start(Tills.till(2));

    assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(2);
    assertThat(till.vsn()).isEqualTo(2);
  }

  @Test
  public void callsOfAnUninstalledModuleSaySoAfterTheBoundAndItsServerLives() throws Exception {
    boundGaps(Duration.ofMillis(100));
    Bundle one = start(Tills.till(1));
    Pid server = till.open();
    till.count();

    one.uninstall();

    assertThatThrownBy(till::count)
        .isInstanceOf(ModuleUnavailableException.class)
        .hasMessageContaining("till")
        .hasMessageContaining("was uninstalled; load the module");
    assertThat(isAlive(server)).isTrue();
    assertThat(codeStatus.isLoaded("till")).isEmpty();
    assertThat(old("till")).isEqualTo("1.0.0");
    start(Tills.till(2));
    assertThat(till.count()).isEqualTo(2);
  }
}
