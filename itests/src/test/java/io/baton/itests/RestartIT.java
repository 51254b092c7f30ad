package io.baton.itests;

import static io.baton.api.process.Processes.isAlive;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.ModuleVersion;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.process.Pid;
import io.baton.itests.Tills.Till;
import java.util.Arrays;
import java.util.List;
import org.junit.Test;
import org.osgi.framework.Bundle;

/** Baton's own bundles are stopped and started again, under load. */
public class RestartIT extends CounterTest {
  private static final List<String> OTHERS =
      List.of(
          "baton.process", "baton.handover", "baton.weaving", "baton.otp", "org.apache.felix.scr");

  private Bundle own(String name) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> name.equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  private void restart(String name) throws Exception {
    own(name).stop();
    own(name).start();
    configureTheCodePath();
  }

  @Test
  public void aRestartOfTheCodeServerLeavesVersionsServersAndTheirCallers() throws Exception {
    load(Tills.till(1));
    Till till = code.qualified("till", Till.class);
    Pid server = till.open();
    load(Tills.till(2));
    ModuleVersion before = codeStatus.isLoaded("till").orElseThrow();
    var load = new Load(List.of(till::vsn, till::count));

    for (int i = 0; i < 3; i++) {
      restart("baton.code");
    }

    load.stop();
    assertThat(load.failures()).isEmpty();
    assertThat(codeStatus.isLoaded("till").orElseThrow().number()).isEqualTo(before.number());
    assertThat(old("till")).isEqualTo("1.0.0");
    assertThat(isAlive(server)).isTrue();
    assertThat(till.count()).isEqualTo(load.count() + 1);
    assertThat(codeLoader.softPurge("till")).isInstanceOf(SoftPurgeResult.Purged.class);
  }

  /** What was there before follows what is loaded after. */
  @Test
  public void viewsLoopsAndServersFollowLoadsAfterARestartOfTheCodeServer() throws Exception {
    load(Modules.counter(2));
    Pid counter = startCounter();
    load(Tills.till(1));
    Till till = code.qualified("till", Till.class);
    till.open();

    restart("baton.code");
    load(Modules.counter(3));
    load(Tills.till(2));

    assertThat(ask(counter)).isEqualTo("2:0");
    assertThat(ask(counter)).isEqualTo("3:1");
    assertThat(till.vsn()).isEqualTo(2);
    assertThat(till.count()).isEqualTo(1);
    softPurgeAsSoonAsUnused("counter");
    softPurgeAsSoonAsUnused("till");
    assertThat(till.count()).isEqualTo(2);
  }

  /** The newest of the bundles that are there counts for what the code server has not seen. */
  @Test
  public void whatHappensToBundlesMeanwhileCountsAfterTheRestart() throws Exception {
    Bundle one = start(Modules.alpha(1));
    Bundle beta = start(Modules.vsn("beta", 1));

    own("baton.code").stop();
    one.uninstall();
    Bundle three = start(Modules.alpha(3));
    Bundle two = start(Modules.alpha(2));
    beta.stop();
    own("baton.code").start();
    configureTheCodePath();

    assertThat(List.of(two.getState(), three.getState())).containsOnly(Bundle.ACTIVE);
    assertThat(current("alpha")).isEqualTo("3.0.0");
    beta.start();
    assertThat(code.qualified("beta", Modules.Vsn.class).vsn()).isEqualTo(1);
  }

  @Test
  public void aRestartOfTheServersBundleLeavesTheServers() throws Exception {
    load(Tills.till(1));
    Till till = code.qualified("till", Till.class);
    till.open();
    till.count();

    restart("baton.otp");

    assertThat(till.count()).isEqualTo(2);
    load(Tills.till(2));
    assertThat(till.count()).isEqualTo(3);
  }

  /** A stop of each of them stops others with it: those whose components need its services. */
  @Test
  public void aRestartOfAnyOtherBundleLeavesVersionsProcessesAndTheirStates() throws Exception {
    load(Tills.till(1));
    Till till = code.qualified("till", Till.class);
    Pid server = till.open();
    load(Modules.counter(2));
    Pid counter = startCounter();
    var load = new Load(List.of(till::vsn, till::count));

    int vsn = 1;
    for (String name : OTHERS) {
      restart(name);
      load(Tills.till(++vsn));
      softPurgeAsSoonAsUnused("till");
      assertThat(till.vsn()).isEqualTo(vsn);
    }

    load.stop();
    assertThat(load.failures()).isEmpty();
    assertThat(isAlive(server)).isTrue();
    assertThat(till.count()).isEqualTo(load.count() + 1);
    load(Modules.counter(3));
    assertThat(ask(counter)).isEqualTo("2:0");
    assertThat(ask(counter)).isEqualTo("3:1");
  }
}
