package io.baton.itests;

import static io.baton.api.process.Processes.self;
import static io.baton.api.process.Processes.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.api.process.Pid;
import io.baton.itests.Modules.Vsn;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.FrameworkWiring;

/** Baton never refreshes; what happens if the user does. */
public class RefreshIT extends CounterTest {
  private static final String API = "io.baton.itests.library";

  private CountDownLatch startRefresh(Bundle bundle) {
    var refreshed = new CountDownLatch(1);
    FrameworkWiring wiring = context.getBundle(0).adapt(FrameworkWiring.class);
    wiring.refreshBundles(List.of(bundle), _ -> refreshed.countDown());
    return refreshed;
  }

  private static TestBundle library() {
    return TestBundle.plain("library", "1.0.0").exported().type("public interface Empty {}");
  }

  private static TestBundle wiredAlpha(int vsn) {
    return Modules.alpha(vsn).importing(API);
  }

  /** A refresh gives the bundle a new class loader; what runs in the one before goes on. */
  @Test
  public void aRefreshOfTheCurrentBundleIsAnotherVersion() throws Exception {
    Bundle one = start(Modules.counter(2));
    ModuleVersion before = codeStatus.isLoaded("counter").orElseThrow();
    Pid counter = startCounter();

    await(startRefresh(one));

    ModuleVersion after = codeStatus.isLoaded("counter").orElseThrow();
    assertThat(after.number()).isNotEqualTo(before.number());
    assertThat(codeStatus.status().getFirst().old()).contains(before);
    assertThat(ask(counter)).isEqualTo("2:0");
    assertThat(ask(counter)).isEqualTo("2:1");
    softPurgeAsSoonAsUnused("counter");
    assertThat(one.getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(ask(counter)).isEqualTo("2:2");
  }

  /** The framework stops and starts both, with all its locks held. */
  @Test
  public void aRefreshOfWhatOldAndCurrentAreWiredToLeavesTheCurrentVersion() throws Exception {
    Bundle library = start(library());
    load(wiredAlpha(1));
    load(wiredAlpha(2));

    await(startRefresh(library));

    assertThat(current("alpha")).isEqualTo("2.0.0");
    assertThat(code.qualified("alpha", Vsn.class).vsn()).isEqualTo(2);
    assertThat(old("alpha")).isEqualTo("2.0.0");
    until(() -> alphas() == 1);
  }

  /** Bundles; that of a purged version goes when the framework has time. */
  private long alphas() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> "alpha".equals(bundle.getSymbolicName()))
        .count();
  }

  /** The way back, with the older version current. */
  @Test
  public void aRefreshLeavesTheCurrentVersionAlsoIfItIsTheOlderOne() throws Exception {
    Bundle library = start(library());
    load(wiredAlpha(2));
    load(wiredAlpha(1));

    await(startRefresh(library));

    assertThat(current("alpha")).isEqualTo("1.0.0");
  }

  /** The refresh stops the current version, which waits for the load, which waits for the locks. */
  @Test
  public void aLoadAndARefreshDoNotWaitForEachOther() throws Exception {
    Bundle library = start(library());
    var stopping = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    ServiceRegistration<?> wait =
        context.registerService(Runnable.class, () -> enterAndWait(stopping, goOn), null);
    start(slowToStop());
    load(wiredAlpha(1));

    CountDownLatch refreshed = startRefresh(library);
    await(stopping);
    Pid test = self();
    Path two = wiredAlpha(2).in(work());
    Thread _ = Thread.ofPlatform().start(() -> send(test, codeLoader.loadFile(two)));
    goOn.countDown();

    await(refreshed);
    assertThat(await(LoadResult.class)).isNotNull();
    // the version that the refresh has started again may have had to wait, and be loaded only now
    Vsn alpha = code.qualified("alpha", Vsn.class);
    until(() -> (alpha.vsn() + ".0.0").equals(current("alpha")));
    wait.unregister();
  }

  private static void enterAndWait(CountDownLatch entered, CountDownLatch goOn) {
    entered.countDown();
    try {
      await(goOn);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private TestBundle slowToStop() throws BundleException {
    return TestBundle.plain("slow", "1.0.0")
        .importing("org.osgi.framework," + API)
        .header("Bundle-Activator", "io.baton.itests.slow.Activator")
        .type(
            """
            public class Activator implements org.osgi.framework.BundleActivator {
              public void start(org.osgi.framework.BundleContext context) {}
              public void stop(org.osgi.framework.BundleContext context) {
                context.getService(context.getServiceReference(Runnable.class)).run();
              }
            }
            """);
  }
}
