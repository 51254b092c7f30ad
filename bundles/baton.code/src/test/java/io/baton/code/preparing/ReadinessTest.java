package io.baton.code.preparing;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import io.baton.api.code.ModuleVersion;
import io.baton.code.OneVersion;
import io.baton.code.Stub;
import io.baton.code.framework.component.KnownComponents;
import io.baton.code.framework.component.ModuleComponents;
import io.baton.spi.VersionMarks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/** What becomes a version of a module. */
class ReadinessTest {
  interface Exported {
    int count();
  }

  record Implementation() implements Exported, Runnable {
    @Override
    public int count() {
      return 1;
    }

    @Override
    public void run() {}
  }

  private final OneVersion loader = new OneVersion("2.0.0", ReadinessTest.class);
  private final ModuleComponents components =
      new ModuleComponents(new KnownComponents(), () -> Duration.ZERO, _ -> "", _ -> false);
  private int state = Bundle.ACTIVE;
  private final Object instance = loader.make(Implementation.class);

  private Preparation prepare(VersionMarks marks, String... interfaces) {
    var revision =
        Stub.of(
            BundleRevision.class,
            Map.of(
                "getVersion",
                _ -> new Version("2.0.0"),
                "getDeclaredCapabilities",
                _ -> List.of()));
    var bundle =
        Stub.of(
            Bundle.class,
            Map.of(
                "getLocation", _ -> "file:/m.jar",
                "getState", _ -> state,
                "getBundleId", _ -> 42L));
    var wiring =
        Stub.of(
            BundleWiring.class,
            Map.of(
                "getRevision", _ -> revision,
                "getClassLoader", _ -> loader,
                "getBundle", _ -> bundle));
    ServiceReference<?> service =
        Stub.of(
            ServiceReference.class,
            Map.of("getProperty", _ -> interfaces, "getBundle", _ -> bundle));
    return new Readiness(marks, ReadinessTest.class.getClassLoader(), components, Optional::empty)
        .version("m", wiring, new Readiness.Made(service, instance, false));
  }

  @Test
  void serviceBecomesAVersionWithItsNumber() {
    var version =
        ((Preparation.Ready) prepare(_ -> OptionalLong.of(7), Exported.class.getName())).version();

    assertThat(version.id())
        .isEqualTo(new ModuleVersion("m", "2.0.0", 7, "file:/m.jar", Instant.EPOCH));
    assertThat(version.loader()).isSameAs(loader);
    assertThat(version.callable().instance()).isSameAs(instance);
    assertThat(version).hasToString("m 2.0.0");
  }

  @Test
  void interfacesOfTheServiceAreExported() {
    var ready =
        (Preparation.Ready)
            prepare(
                _ -> OptionalLong.of(7),
                Exported.class.getName(),
                "java.lang.Runnable",
                Implementation.class.getName());

    assertThat(ready.version().callable().exports().describe())
        .containsExactly("count() -> int", "run() -> void");
  }

  @Test
  void versionThatWasNotWovenIsRefused() {
    Preparation prepared = prepare(_ -> OptionalLong.empty(), Exported.class.getName());

    assertThat(prepared)
        .isInstanceOfSatisfying(
            Preparation.Failed.class,
            failed -> {
              assertThat(failed.refused()).isInstanceOf(LoadResult.Unresolved.class);
              assertThat(failed.refused().why()).contains("baton.weaving");
            });
  }

  @Test
  void bundleThatWasUninstalledIsNamed() {
    state = Bundle.UNINSTALLED;

    assertThat(prepare(_ -> OptionalLong.empty(), Exported.class.getName()))
        .isEqualTo(
            new Preparation.Failed(
                new LoadResult.OnLoadFailure(
                    "m 2.0.0", "its bundle 42 (file:/m.jar) was uninstalled meanwhile")));
  }

  @Test
  void interfaceThatCannotBeLoadedIsRefused() {
    Preparation prepared = prepare(_ -> OptionalLong.of(7), "a.Missing");

    assertThat(prepared)
        .isEqualTo(
            new Preparation.Failed(
                new LoadResult.NotLinked(
                    "m 2.0.0", "a.Missing", "java.lang.ClassNotFoundException: a.Missing")));
  }
}
