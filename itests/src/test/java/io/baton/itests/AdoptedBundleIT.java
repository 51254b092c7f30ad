package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Lingering;
import io.baton.api.code.LoadResult;
import io.baton.api.code.PurgeResult;
import io.baton.api.code.SoftPurgeResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.IntSupplier;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.FrameworkWiring;

/** Promise 18: what becomes of a bundle that knows nothing of Baton and is adopted. */
public class AdoptedBundleIT extends AdoptedTest {
  private static final String SUPPLIER = "java.util.function.IntSupplier";
  private static final String COMPONENT =
      "<service><provide interface=\"java.util.function.IntSupplier\"/></service>";

  /** An ordinary bundle whose service says its version. */
  private static TestBundle clock(int vsn) {
    return clock(vsn, "return %d;".formatted(vsn));
  }

  private static TestBundle clock(int vsn, String body) {
    return TestBundle.plain("clock", vsn + ".0.0")
        .type(
            "public class Clock implements IntSupplier { public int getAsInt() { %s } }"
                .formatted(body))
        .component("Clock", COMPONENT);
  }

  private void adoptClocks() throws Exception {
    adopt("", "clock", SUPPLIER);
  }

  private ServiceReference<IntSupplier> service() {
    return context.getServiceReference(IntSupplier.class);
  }

  private int served() {
    ServiceReference<IntSupplier> service = service();
    int value = context.getService(service).getAsInt();
    context.ungetService(service);
    return value;
  }

  @Test
  public void aVersionThatIsStartedByHandIsCurrentAndItsServiceAloneIsSeen() throws Exception {
    adoptClocks();
    start(clock(1));
    assertThat(served()).isEqualTo(1);

    start(clock(2));

    assertThat(current("clock")).isEqualTo("2.0.0");
    assertThat(served()).isEqualTo(2);
    assertThat(context.getServiceReferences(IntSupplier.class, null)).hasSize(1);
    assertThat(service().getProperty("baton.current")).isEqualTo("clock");
    assertThat(codeLoader.softPurge("clock")).isInstanceOf(SoftPurgeResult.Purged.class);
  }

  @Test
  public void itIsFoundOnTheCodePathByTheNameOfTheModule() throws Exception {
    adopt("time", "clock", SUPPLIER);
    clock(1).in(codePath());
    clock(3).in(codePath());

    assertThat(codeLoader.load("time")).isInstanceOf(LoadResult.Loaded.class);

    assertThat(current("time")).isEqualTo("3.0.0");
  }

  @Test
  public void aViewFollowsItsVersions() throws Exception {
    adoptClocks();
    IntSupplier view = code.qualified("clock", IntSupplier.class);
    load(clock(1));
    int before = view.getAsInt();

    load(clock(2));

    assertThat(List.of(before, view.getAsInt())).containsExactly(1, 2);
  }

  @Test
  public void aThreadInTheOldVersionIsSeenAndAPurgeEndsIt() throws Exception {
    adoptClocks();
    var entered = new CountDownLatch(1);
    System.getProperties().put("baton.itests.entered", entered);
    load(
        clock(
            1,
            "((CountDownLatch) System.getProperties().get(\"baton.itests.entered\")).countDown();"
                + " while (System.nanoTime() != 0) {} return 1;"));
    Thread inside = Thread.ofPlatform().unstarted(this::served);
    inside.setUncaughtExceptionHandler((_, _) -> {});
    inside.start();
    await(entered);

    load(clock(2));

    assertThat(codeLoader.softPurge("clock"))
        .isInstanceOfSatisfying(
            SoftPurgeResult.StillUsed.class,
            used -> assertThat(used.lingering()).extracting(Lingering::toString).hasSize(1));
    assertThat(codeLoader.purge("clock")).isInstanceOf(PurgeResult.PurgedByKilling.class);
    assertThat(inside.join(PATIENCE)).isTrue();
    System.getProperties().remove("baton.itests.entered");
  }

  @Test
  public void aBundleThatRunsAlreadyIsAdoptedWhenItIsRefreshed() throws Exception {
    Bundle running = start(clock(1));
    try (var warnings = new Warnings("io.baton.adopt")) {
      adoptClocks();
      until(() -> !warnings.about("clock 1.0.0 runs already").isEmpty());
    }
    assertThat(current("clock")).isEmpty();
    assertThat(served()).isEqualTo(1);

    refresh(running);

    until(() -> current("clock").equals("1.0.0"));
    assertThat(served()).isEqualTo(1);
  }

  private void refresh(Bundle bundle) throws InterruptedException {
    var done = new CountDownLatch(1);
    context
        .getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
        .adapt(FrameworkWiring.class)
        .refreshBundles(
            List.of(bundle),
            event -> {
              if (event.getType() == FrameworkEvent.PACKAGES_REFRESHED) {
                done.countDown();
              }
            });
    await(done);
  }

  @Test
  public void aRuleThatGoesAdoptsNothingMoreAndLeavesWhatItHasAdopted() throws Exception {
    var rule = adopt("", "clock", SUPPLIER);
    load(clock(1));

    end(rule);
    until(() -> codeLoader.loadFile(clock(2).in(work())) instanceof LoadResult.BadFile);

    assertThat(current("clock")).isEqualTo("1.0.0");
    assertThat(served()).isEqualTo(1);
  }

  @Test
  public void aFilterChoosesBundlesByNameAndVersion() throws Exception {
    adopt("", "(&(osgi.identity=clo*)(version>=2))", SUPPLIER);

    assertThat(codeLoader.loadFile(clock(1).in(work())))
        .isInstanceOfSatisfying(
            LoadResult.BadFile.class,
            refused -> assertThat(refused.why()).contains("no configuration io.baton.adopt"));
    load(clock(2));

    assertThat(current("clock")).isEqualTo("2.0.0");
  }

  @Test
  public void aBundleWithoutTheServiceIsRefusedAndWhatItHasRegisteredIsSaid() throws Exception {
    boundGaps(Duration.ofMillis(20));
    adopt("", "clock", "java.util.function.LongSupplier");

    assertThat(codeLoader.loadFile(clock(1).in(work())))
        .isInstanceOfSatisfying(
            LoadResult.OnLoadFailure.class,
            refused ->
                assertThat(refused.why())
                    .contains("java.util.function.LongSupplier", "registered [" + SUPPLIER));
  }

  @Test
  public void aConfigurationThatIsNoRuleIsNotTakenAndTheLogSaysWhy() throws Exception {
    Map<Map<String, String>, String> wrong =
        Map.of(
            Map.of("bundles", "clock"), "services: expected names of interfaces",
            Map.of("services", SUPPLIER), "bundles: expected symbolic names",
            Map.of("bundles", "(clock", "services", SUPPLIER), "bundles: expected a filter",
            Map.of("bundles", "clock", "services", SUPPLIER, "module", "9 o'clock"),
                "module: expected a name");
    for (var one : wrong.entrySet()) {
      try (var warnings = new Warnings("io.baton.adopt")) {
        rule(one.getKey());
        until(() -> !warnings.about(one.getValue()).isEmpty());
      }
    }
  }

  @Test
  public void ofSeveralServicesTheFirstCounts() throws Exception {
    adoptClocks();
    load(
        clock(1)
            .type(
                "public class Other implements IntSupplier { public int getAsInt() { return 7; } }")
            .component(
                "Other",
                "<property name=\"service.ranking\" type=\"Integer\" value=\"5\"/>" + COMPONENT));

    assertThat(code.qualified("clock", IntSupplier.class).getAsInt()).isEqualTo(7);
    assertThat(context.getServiceReferences(IntSupplier.class, null)).hasSize(2);
  }

  @Test
  public void anUpdateInPlaceIsALoad() throws Exception {
    adoptClocks();
    Bundle bundle = start(clock(1));

    bundle.update(clock(2).stream());

    assertThat(current("clock")).isEqualTo("2.0.0");
    assertThat(served()).isEqualTo(2);
  }

  @Test
  public void aCheckSaysWhatWouldChange() throws Exception {
    adoptClocks();
    load(clock(1));

    assertThat(codeLoader.check(clock(2).in(work())).toString()).contains("clock 2.0.0");
    assertThat(current("clock")).isEqualTo("1.0.0");
  }
}
