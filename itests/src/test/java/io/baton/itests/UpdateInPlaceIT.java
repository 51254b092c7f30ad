package io.baton.itests;

import static io.baton.api.process.Processes.isAlive;
import static io.baton.api.process.Processes.send;
import static io.baton.api.process.Processes.whereis;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.baton.api.code.ModuleVersion;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.code.UndefinedFunctionException;
import io.baton.api.process.Pid;
import io.baton.examples.frequency.FrequencyClient;
import io.baton.examples.frequency.Reply;
import io.baton.itests.Modules.Vsn;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** {@code bundle:update}, as people do it today, without losing anything. */
public class UpdateInPlaceIT extends CounterTest {
  private Bundle installFrequency(String version) throws Exception {
    Bundle bundle = context.installBundle(Bundles.jar("frequency-" + version).toUri().toString());
    bundle.start();
    return bundle;
  }

  private static InputStream frequency(String version) throws Exception {
    return Files.newInputStream(Bundles.jar("frequency-" + version));
  }

  @Test
  public void anUpdateInPlaceKeepsTheRunningServerAndItsAllocations() throws Exception {
    Bundle bundle = installFrequency("1.0");
    var frequency = code.qualified("frequency", FrequencyClient.class);
    Pid server = frequency.start();
    assertThat(frequency.allocate()).isEqualTo(new Reply.Allocated(10));
    assertThatThrownBy(() -> frequency.inject(List.of(20)))
        .isInstanceOf(UndefinedFunctionException.class);

    bundle.update(frequency("2.0"));

    assertThat(whereis("frequency")).contains(server);
    assertThat(frequency.allocate()).isEqualTo(new Reply.Allocated(11));
    assertThat(frequency.inject(List.of(20))).isEqualTo(new Reply.Ok());
    assertThat(frequency.deallocate(10)).isEqualTo(new Reply.Ok());
    assertThat(frequency.allocate()).isEqualTo(new Reply.Allocated(10));
  }

  @Test
  public void softPurgeRemovesTheRevisionBeforeTheUpdateOnceTheServerHasSwitched()
      throws Exception {
    Bundle bundle = installFrequency("1.0");
    var frequency = code.qualified("frequency", FrequencyClient.class);
    awaitReceive(frequency.start());
    ModuleVersion before = codeStatus.isLoaded("frequency").orElseThrow();
    bundle.update(frequency("2.0"));

    SoftPurgeResult refused = codeLoader.softPurge("frequency");
    frequency.allocate();
    frequency.allocate();
    SoftPurgeResult done = codeLoader.softPurge("frequency");

    assertThat(refused).isInstanceOf(SoftPurgeResult.StillUsed.class);
    assertThat(((SoftPurgeResult.StillUsed) refused).old()).isEqualTo(before);
    assertThat(done).isEqualTo(new SoftPurgeResult.Purged(before));
    assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
    assertThat(bundle.getVersion().toString()).isEqualTo("2.0.0");
    assertThat(frequency.allocate()).isEqualTo(new Reply.Allocated(12));
  }

  /** Promise 11, for callers through views. */
  @Test
  public void noCallerSeesAMissingFunctionDuringAnUpdate() throws Exception {
    Bundle bundle = start(Modules.alpha(1));
    Vsn alpha = code.qualified("alpha", Vsn.class);
    var stop = new AtomicBoolean();
    var failed = new AtomicReference<Throwable>();
    var calling = new CountDownLatch(1);
    Thread caller =
        Thread.ofPlatform()
            .start(() -> {
              try {
                while (!stop.get()) {
                  assertThat(alpha.vsn()).isPositive();
                  calling.countDown();
                }
              } catch (Throwable e) {
                failed.set(e);
              }
            });
    await(calling);

    for (int vsn = 2; vsn <= 8; vsn++) {
      bundle.update(Modules.alpha(vsn).stream());
      assertThat(alpha.vsn()).isEqualTo(vsn);
    }
    stop.set(true);

    assertThat(caller.join(PATIENCE)).isTrue();
    assertThat(failed.get()).isNull();
  }

  @Test
  public void aSecondUpdatePurgesProcessesThatHaveNotSwitchedSinceTheFirst() throws Exception {
    Bundle bundle = start(Modules.counter(1));
    Pid inOne = startCounter();

    bundle.update(Modules.counter(2).stream());
    Pid inTwo = startCounter();
    boolean after = isAlive(inOne);
    bundle.update(Modules.counter(3).stream());

    assertThat(after).isTrue();
    assertThat(isAlive(inOne)).isFalse();
    assertThat(isAlive(inTwo)).isTrue();
    assertThat(current("counter")).isEqualTo("3.0.0");
    assertThat(old("counter")).isEqualTo("2.0.0");
  }

  @Test
  public void anUpdateWithTheSameVersionIsAVersionOfItsOwn() throws Exception {
    Bundle bundle = start(Modules.counter(1));
    Pid counter = startCounter();

    bundle.update(Modules.counter(1).stream());

    assertThat(current("counter")).isEqualTo("1.0.0");
    assertThat(codeStatus.lingering("counter")).hasSize(1);
    assertThat(ask(counter)).isEqualTo("1:0");
    assertThat(codeLoader.softPurge("counter")).isInstanceOf(SoftPurgeResult.Purged.class);
  }

  /** The start fails: an exception of the update in Felix, an event in Equinox. */
  private static void updateUnresolvable(Bundle bundle, TestBundle next) {
    Throwable thrown = catchThrowable(() -> bundle.update(next.stream()));

    assertThat(thrown == null || thrown instanceof BundleException).as("%s", thrown).isTrue();
    assertThat(bundle.getState()).isEqualTo(Bundle.INSTALLED);
  }

  /** Promise 4, by hand: what runs goes on to run. */
  @Test
  public void anUpdateThatDoesNotResolveLeavesWhatRuns() throws Exception {
    Bundle bundle = start(Modules.counter(2));
    Pid counter = startCounter();

    updateUnresolvable(bundle, Modules.counter(3).importing("nowhere.to.be.found"));
    send(counter, "hello");

    assertThat(current("counter")).isEqualTo("2.0.0");
    assertThat(await(String.class)).isEqualTo("2:0");
    assertThat(await(String.class)).isEqualTo("ready");
  }

  /** The framework starts the revision again that it had stopped: the same version. */
  @Test
  public void anUpdateWithABrokenFileIsNoVersionThatAPurgeCouldDestroy() throws Exception {
    Bundle bundle = start(Modules.counter(2));
    ModuleVersion before = codeStatus.isLoaded("counter").orElseThrow();
    Pid counter = startCounter();

    assertThatThrownBy(() -> bundle.update(new ByteArrayInputStream("half a jar".getBytes(UTF_8))))
        .isInstanceOf(BundleException.class);

    assertThat(codeStatus.isLoaded("counter")).contains(before);
    assertThat(codeLoader.softPurge("counter")).isInstanceOf(SoftPurgeResult.NoOldVersion.class);
    assertThat(ask(counter)).isEqualTo("2:0");
    assertThat(ask(counter)).isEqualTo("2:1");
    assertThat(bundle.getState()).isEqualTo(Bundle.ACTIVE);
  }

  /** The way out of the update before: a good one. */
  @Test
  public void aGoodUpdateAfterABadOneIsLoaded() throws Exception {
    Bundle bundle = start(Modules.alpha(1));
    Vsn alpha = code.qualified("alpha", Vsn.class);
    updateUnresolvable(bundle, Modules.alpha(2).importing("nowhere.to.be.found"));
    int between = alpha.vsn();

    bundle.update(Modules.alpha(3).stream());
    bundle.start();

    assertThat(between).isEqualTo(1);
    assertThat(alpha.vsn()).isEqualTo(3);
    assertThat(old("alpha")).isEqualTo("1.0.0");
  }

  /** One module less, one more: the first is deleted, as if its bundle had been stopped. */
  @Test
  public void anUpdateWithAnotherModuleDeletesTheFirst() throws Exception {
    Bundle bundle = start(Modules.alpha(1));

    bundle.update(Modules.vsn("beta", 1).stream());

    assertThat(current("beta")).isEqualTo("1.0.0");
    assertThat(codeStatus.isLoaded("alpha")).isEmpty();
    assertThat(old("alpha")).isEqualTo("1.0.0");
  }

  @Test
  public void anUpdateWithoutAModuleDeletesTheModule() throws Exception {
    Bundle bundle = start(Modules.alpha(1));

    bundle.update(TestBundle.plain("alpha", "2.0.0").stream());

    assertThat(codeStatus.status().getFirst().current()).isEmpty();
    assertThat(old("alpha")).isEqualTo("1.0.0");
  }
}
