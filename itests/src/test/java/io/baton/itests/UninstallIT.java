package io.baton.itests;

import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.ModuleVersion;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.process.Pid;
import io.baton.itests.Modules.Vsn;
import java.nio.file.Path;
import org.junit.Test;
import org.osgi.framework.Bundle;

/** Bundles that are uninstalled by hand, and bad ones that are started by hand. */
public class UninstallIT extends CounterTest {
  /** Uninstalling is stopping, and its processes go on: Baton has linked what they need. */
  @Test
  public void uninstallingTheCurrentBundleIsADelete() throws Exception {
    Bundle one = start(Modules.counter(2));
    Pid counter = startCounter();

    one.uninstall();
    send(counter, "hello");

    assertThat(await(String.class)).isEqualTo("2:0");
    assertThat(codeStatus.isLoaded("counter")).isEmpty();
    assertThat(old("counter")).isEqualTo("2.0.0");
  }

  @Test
  public void anOldVersionThatWasUninstalledByHandIsPurgedLikeAnyOther() throws Exception {
    Bundle one = start(Modules.counter(1));
    ModuleVersion first = codeStatus.isLoaded("counter").orElseThrow();
    Pid counter = startCounter();
    load(Modules.counter(2));

    one.uninstall();
    SoftPurgeResult refused = codeLoader.softPurge("counter");
    assertThat(ask(counter)).isEqualTo("1:0");
    SoftPurgeResult done = codeLoader.softPurge("counter");

    assertThat(refused).isInstanceOf(SoftPurgeResult.StillUsed.class);
    assertThat(done).isEqualTo(new SoftPurgeResult.Purged(first));
    assertThat(isAlive(counter)).isTrue();
  }

  /** It is the second version and not the third, so nothing needs to be purged for it. */
  @Test
  public void aBundleThatIsUninstalledCanBeInstalledAgain() throws Exception {
    Vsn alpha = code.qualified("alpha", Vsn.class);
    start(Modules.alpha(1)).uninstall();

    start(Modules.alpha(1));

    assertThat(alpha.vsn()).isEqualTo(1);
    assertThat(old("alpha")).isEqualTo("1.0.0");
    assertThat(codeLoader.softPurge("alpha")).isInstanceOf(SoftPurgeResult.Purged.class);
  }

  /** Promise 4, by hand: the bundle stays where it was put, but is not loaded. */
  @Test
  public void aBadBundleThatIsStartedByHandIsNotLoaded() throws Exception {
    Vsn alpha = code.qualified("alpha", Vsn.class);
    load(Modules.alpha(1));
    TestBundle notLinked =
        Modules.alpha(2).type("class Base {}").type("class Rare extends Base {}").without("Base");

    start(notLinked);

    assertThat(alpha.vsn()).isEqualTo(1);
    assertThat(old("alpha")).isEmpty();
  }

  /** Promise 4, by hand. */
  @Test
  public void aBundleWhoseConstructorThrowsIsNotLoaded() throws Exception {
    Vsn alpha = code.qualified("alpha", Vsn.class);
    load(Modules.alpha(1));

    start(
        new TestModule("alpha", "2.0.0")
            .whenMade("throw new IllegalStateException(\"no licence\");")
            .bundle());

    assertThat(alpha.vsn()).isEqualTo(1);
    assertThat(old("alpha")).isEmpty();
  }

  @Test
  public void aBundleThatIsStartedByHandIsADuplicateForTheCodeServer() throws Exception {
    start(Modules.alpha(1));
    Path _ = Modules.alpha(1).in(codePath());

    var result = codeLoader.load("alpha");

    assertThat(result).isInstanceOf(io.baton.api.code.LoadResult.AlreadyInstalled.class);
  }
}
