package io.baton.code.framework.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.Module;
import io.baton.code.Stub;
import io.baton.code.framework.wire.VersionWires.Standing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.framework.hooks.resolver.ResolverHook;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

class VersionWiresTest {
  private final Map<String, Standing> standings = new HashMap<>();
  private final FragmentCopies fragments =
      new FragmentCopies(Stub.of(BundleContext.class, Map.of()));
  private final PurgedWirings purged =
      new PurgedWirings(Stub.of(BundleContext.class, Map.of()), Runnable::run, fragments);
  private final VersionWires wires =
      new VersionWires(
          module -> standings.getOrDefault(module, new Standing(null, null)), fragments, purged);

  private long bundles;

  private final BundleRevision plain = revision(null, "1.0.0");
  private final BundleRevision one = revision("m", "1.0.0");
  private final BundleRevision two = revision("m", "2.0.0");
  private final BundleRevision three = revision("m", "3.0.0");
  private final BundleRevision other = revision("n", "1.0.0");

  private BundleRevision revision(@Nullable String module, String version) {
    return revision(module, version, null);
  }

  private BundleRevision revision(
      @Nullable String module, String version, @Nullable BundleRevision wired) {
    long number = ++bundles;
    Bundle bundle = Stub.of(Bundle.class, Map.of("getBundleId", _ -> number));
    BundleCapability capability =
        Stub.of(
            BundleCapability.class,
            Map.of("getAttributes", _ -> Map.of(Module.NAMESPACE, module == null ? "" : module)));
    BundleWiring wiring =
        wired == null
            ? null
            : Stub.of(
                BundleWiring.class,
                Map.of(
                    "getRequiredWires",
                    _ -> List.of(Stub.of(BundleWire.class, Map.of("getProvider", _ -> wired)))));
    return Stub.of(
        BundleRevision.class,
        Map.of(
            "getBundle",
            _ -> bundle,
            "getTypes",
            _ -> 0,
            "getVersion",
            _ -> Version.parseVersion(version),
            "getWiring",
            _ -> wiring,
            "getDeclaredCapabilities",
            _ -> module == null ? List.of() : List.of(capability)));
  }

  /** Which of the candidates a bundle may be wired to, in a resolve of itself. */
  private List<BundleRevision> allowed(BundleRevision requirer, BundleRevision... candidates) {
    ResolverHook hook = wires.begin(Set.of(requirer));
    BundleRequirement requirement =
        Stub.of(
            BundleRequirement.class,
            Map.of(
                "getNamespace",
                _ -> PackageNamespace.PACKAGE_NAMESPACE,
                "getRevision",
                _ -> requirer));
    List<BundleCapability> capabilities = new ArrayList<>();
    Arrays.stream(candidates)
        .forEach(candidate ->
            capabilities.add(
                Stub.of(BundleCapability.class, Map.of("getRevision", _ -> candidate))));
    hook.filterMatches(requirement, capabilities);
    hook.end();
    return capabilities.stream().map(BundleCapability::getRevision).toList();
  }

  @Test
  void aVersionIsWiredToItselfOrToWhatIsNoModule() {
    standings.put("m", new Standing(one, null));

    assertThat(allowed(two, one, two, plain)).containsExactly(two, plain);
    assertThat(allowed(one, one, two, plain)).containsExactly(one, plain);
  }

  @Test
  void aBundleIsWiredToTheCurrentVersion() {
    standings.put("m", new Standing(two, one));

    assertThat(allowed(plain, one, two, three)).containsExactly(two);
    assertThat(allowed(other, one, two, three)).containsExactly(two);
  }

  @Test
  void withoutACurrentVersionABundleIsWiredToTheNewestThatIsNotOld() {
    assertThat(allowed(plain, one, three, two)).containsExactly(three);

    standings.put("m", new Standing(null, three));
    assertThat(allowed(plain, one, three, two)).containsExactly(two);
    assertThat(allowed(plain, three)).isEmpty();
  }

  @Test
  void aVersionThatIsGoneIsNotWiredToAnyMore() {
    BundleRevision gone = revision("m", "4.0.0", plain);
    purged.add("m", gone.getWiring());

    assertThat(allowed(plain, two, gone)).containsExactly(two);
  }

  @Test
  void aFirstVersionThatIsBeingLoadedIsWiredToInItsOwnResolveOnly() {
    wires.preparing(Map.of("m", one.getBundle()));

    assertThat(allowed(plain, one)).isEmpty();
    ResolverHook hook = wires.begin(Set.of(one));
    BundleRequirement requirement =
        Stub.of(
            BundleRequirement.class,
            Map.of(
                "getNamespace",
                _ -> PackageNamespace.PACKAGE_NAMESPACE,
                "getRevision",
                _ -> plain));
    List<BundleCapability> candidates =
        new ArrayList<>(List.of(Stub.of(BundleCapability.class, Map.of("getRevision", _ -> one))));
    hook.filterMatches(requirement, candidates);
    assertThat(candidates).hasSize(1);

    wires.settled(one.getBundle());
    assertThat(allowed(plain, one)).containsExactly(one);
  }

  @Test
  void versionsThatArePreparedTogetherAreWiredToEachOther() {
    standings.put("m", new Standing(one, null));
    wires.preparing(Map.of("m", two.getBundle(), "n", other.getBundle()));

    assertThat(allowed(other, one, two)).containsExactly(two);
    assertThat(allowed(plain, one, two)).containsExactly(one);
  }

  @Test
  void aResolvedBundleStaysWithTheVersionThatItIsWiredTo() {
    standings.put("m", new Standing(two, one));
    BundleRevision wired = revision(null, "1.0.0", one);

    assertThat(allowed(wired, one, two)).containsExactly(one);
  }
}
