package io.baton.itests;

import static io.baton.api.process.Processes.isAlive;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.DeleteResult;
import io.baton.api.code.Lingering;
import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.process.Pid;
import io.baton.itests.Modules.Vsn;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** Promise 1: one current and one old version, never three. */
public class TwoVersionsIT extends CounterTest {
  private long bundlesOf(String module) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> module.equals(bundle.getSymbolicName()))
        .count();
  }

  /** Promise 1. */
  @Test
  public void theVersionBeforeBecomesOld() {
    ModuleVersion one = load(Modules.alpha(1)).current();

    LoadResult.Loaded loaded = load(Modules.alpha(2));

    assertThat(loaded.old()).contains(one);
    assertThat(loaded.current().version()).isEqualTo("2.0.0");
    assertThat(loaded.purged()).isEqualTo(new PurgeResult.NoOldVersion("alpha"));
    assertThat(codeStatus.status()).hasSize(1);
    assertThat(codeStatus.status().getFirst().current()).contains(loaded.current());
    assertThat(codeStatus.status().getFirst().old()).contains(one);
  }

  /** Promise 1: however many are loaded, two are there. */
  @Test
  public void atMostTwoVersionsAreInstalledHoweverManyAreLoaded() {
    Vsn alpha = code.qualified("alpha", Vsn.class);

    for (int vsn = 1; vsn <= 6; vsn++) {
      Path _ = Modules.alpha(vsn).in(codePath());
      assertThat(codeLoader.reload("alpha")).isInstanceOf(LoadResult.Loaded.class);

      assertThat(alpha.vsn()).isEqualTo(vsn);
      assertThat(bundlesOf("alpha")).isEqualTo(Math.min(vsn, 2));
    }
  }

  /** Felix keeps an import for each class that asks, and reads all of them for the next. */
  @Test
  public void eachVersionImportsSafepointsOnceThoughAllOfItsClassesNeedThem() {
    load(Modules.alpha(1));
    load(Modules.alpha(2));

    List<Long> imports =
        Arrays.stream(context.getBundles())
            .filter(bundle -> "alpha".equals(bundle.getSymbolicName()))
            .map(TwoVersionsIT::importsOfSafepoints)
            .toList();

    assertThat(imports).containsExactly(1L, 1L);
  }

  private static long importsOfSafepoints(Bundle bundle) {
    return bundle.adapt(BundleWiring.class).getRequirements("osgi.wiring.package").stream()
        .filter(one -> one.toString().contains("io.baton.weaving.point"))
        .count();
  }

  /**
   * Promise 1: every process in the version that has to go has ended before the third is current.
   */
  @Test
  public void aProcessInTheOldVersionHasEndedWhenTheThirdIsCurrent() {
    load(Modules.counter(1));
    Pid inOne = startCounter();
    load(Modules.counter(2));
    Pid inTwo = startCounter();

    Path _ = Modules.counter(3).in(codePath());
    assertThat(codeLoader.reload("counter")).isInstanceOf(LoadResult.Loaded.class);

    assertThat(isAlive(inOne)).isFalse();
    assertThat(isAlive(inTwo)).isTrue();
    assertThat(codeStatus.lingering("counter"))
        .extracting(Lingering::pid)
        .containsExactly(of(inTwo));
  }

  private static java.util.Optional<Pid> of(Pid pid) {
    return java.util.Optional.of(pid);
  }

  @Test
  public void deleteMakesCurrentOld() {
    ModuleVersion one = load(Modules.alpha(1)).current();

    DeleteResult result = codeLoader.delete("alpha");

    assertThat(result).isEqualTo(new DeleteResult.Deleted(one));
    assertThat(codeStatus.isLoaded("alpha")).isEmpty();
    assertThat(old("alpha")).isEqualTo("1.0.0");
  }

  @Test
  public void deleteRefusesWhileThereIsAnOldVersion() {
    ModuleVersion one = load(Modules.alpha(1)).current();
    load(Modules.alpha(2));
    Snapshot before = Snapshot.of(this);

    DeleteResult result = codeLoader.delete("alpha");

    assertThat(result).isEqualTo(new DeleteResult.NotPurged(one));
    before.nothingChanged(this);
  }

  @Test
  public void aModuleThatWasNeverLoadedHasNothingToDeleteOrPurge() {
    assertThat(codeLoader.delete("never")).isEqualTo(new DeleteResult.NotLoaded("never"));
    assertThat(codeLoader.purge("never")).isEqualTo(new PurgeResult.NoOldVersion("never"));
    assertThat(codeLoader.softPurge("never")).isEqualTo(new SoftPurgeResult.NoOldVersion("never"));
    assertThat(codeStatus.lingering("never")).isEmpty();
    assertThat(codeStatus.exports("never")).isEmpty();
    assertThat(codeStatus.status()).isEmpty();
  }
}
