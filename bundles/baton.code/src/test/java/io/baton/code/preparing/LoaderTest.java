package io.baton.code.preparing;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import io.baton.code.Stub;
import io.baton.code.artifact.ArchiveBounds;
import io.baton.code.artifact.Artifact;
import io.baton.code.artifact.Jar;
import io.baton.code.framework.wire.FragmentCopies;
import io.baton.code.framework.wire.PurgedWirings;
import io.baton.code.framework.wire.VersionWires;
import io.baton.code.running.ModuleCode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** Loads for which the system lacks something: refused, and nothing is left of them. */
class LoaderTest {
  private static final BundleContext NOTHING = Stub.of(BundleContext.class, Map.of());

  @TempDir Path folder;

  private final AtomicInteger attempts = new AtomicInteger();
  private int state = Bundle.INSTALLED;
  private String location = "nowhere";

  /** Uninstalled at the second attempt: memory is short at the first. */
  private final Bundle bundle =
      Stub.of(
          Bundle.class,
          Map.of(
              "getLocation",
              _ -> location,
              "getState",
              _ -> state,
              "adapt",
              _ -> null,
              "uninstall",
              _ -> {
                if (attempts.incrementAndGet() == 1) {
                  throw new OutOfMemoryError("for a test");
                }
                state = Bundle.UNINSTALLED;
                return null;
              }));

  private Loader loader(Stub.Answer install, Stub.Answer resolve) {
    FrameworkWiring wiring = Stub.of(FrameworkWiring.class, Map.of("resolveBundles", resolve));
    Bundle system = Stub.of(Bundle.class, Map.of("adapt", _ -> wiring));
    BundleContext context =
        Stub.of(
            BundleContext.class,
            Map.of(
                "installBundle",
                given -> {
                  location = (String) given.getFirst();
                  return install.to(given);
                },
                "getBundles",
                _ -> new Bundle[0],
                "getBundle",
                given ->
                    given.getFirst().equals(Constants.SYSTEM_BUNDLE_LOCATION) ? system : null));
    var fragments = new FragmentCopies(NOTHING);
    return new Loader(
        context,
        Stub.of(ServiceComponentRuntime.class, Map.of()),
        null,
        new VersionWires(
            _ -> new VersionWires.Standing(null, null),
            fragments,
            new PurgedWirings(NOTHING, Runnable::run, fragments)),
        (_, _, _, _) -> new ModuleCode.Outcome(Optional.empty(), true),
        new Signers(Optional::empty),
        new Loader.Gaps(() -> false, () -> Duration.ZERO),
        () -> ArchiveBounds.DEFAULTS,
        Runnable::run);
  }

  private Artifact artifact() {
    Artifact.Read read =
        Artifact.read(
            Jar.of(
                folder.resolve("m.jar"),
                Map.of(
                    "Bundle-SymbolicName",
                    "test.m",
                    "Bundle-Version",
                    "1.2.3",
                    "Provide-Capability",
                    "baton.module;baton.module=m")));
    return ((Artifact.Read.Found) read).artifact();
  }

  private static void assertNotStored(Preparation prepared, String why) {
    assertThat(prepared).isInstanceOf(Preparation.Failed.class);
    LoadResult.Refused refused = ((Preparation.Failed) prepared).refused();
    assertThat(refused).isEqualTo(new LoadResult.NotStored("m 1.2.3", why));
    assertThat(refused.reason()).isEqualTo("system_limit");
  }

  @Test
  void bundleThatCannotBeStoredIsNoBadFile() {
    Loader loader =
        loader(
            _ -> {
              throw new BundleException(
                  "Unable to cache bundle", new IOException("No space left on device"));
            },
            _ -> true);

    assertNotStored(
        loader.prepare(List.of(artifact())).getFirst(),
        "the framework cannot store it: java.io.IOException: No space left on device");
    assertThat(loader.isLoading(bundle)).isFalse();
  }

  @Test
  void bundleIsUninstalledIfMemoryRunsOutAlsoWhileItIs() {
    Loader loader =
        loader(
            _ -> bundle,
            _ -> {
              throw new OutOfMemoryError("Metaspace");
            });

    assertNotStored(
        loader.prepare(List.of(artifact())).getFirst(), "there is no memory for it: Metaspace");
    assertThat(attempts).hasValue(2);
    assertThat(state).isEqualTo(Bundle.UNINSTALLED);
    assertThat(loader.isLoading(bundle)).isFalse();
  }

  @Test
  void severalOfWhichNoneFitsAreRefusedTogether() {
    Loader loader =
        loader(
            _ -> {
              throw new OutOfMemoryError("Java heap space");
            },
            _ -> true);

    List<Preparation> prepared = loader.prepare(List.of(artifact(), artifact()));

    assertThat(prepared).hasSize(2);
    prepared.forEach(one -> assertNotStored(one, "there is no memory for it: Java heap space"));
  }
}
