package io.baton.code.framework.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import io.baton.api.code.Module;
import io.baton.code.Stub;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Constants;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.BundleNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

class WiringCheckTest {
  private final BundleWiring library = wiring(revision("library", null), null, List.of());

  private static BundleRevision revision(String name, @Nullable String module) {
    List<BundleCapability> modules =
        module == null ? List.of() : List.of(capability(Module.NAMESPACE, module));
    return Stub.of(
        BundleRevision.class,
        Map.of(
            "getSymbolicName",
            _ -> name,
            "getVersion",
            _ -> Version.parseVersion("1.0.0"),
            "getDeclaredCapabilities",
            _ -> modules));
  }

  private static BundleCapability capability(String namespace, String value) {
    return Stub.of(BundleCapability.class, Map.of("getAttributes", _ -> Map.of(namespace, value)));
  }

  private static BundleWiring wiring(
      BundleRevision revision, @Nullable String exported, List<BundleWire> wires) {
    List<BundleCapability> packages =
        exported == null
            ? List.of()
            : List.of(capability(PackageNamespace.PACKAGE_NAMESPACE, exported));
    return Stub.of(
        BundleWiring.class,
        Map.of(
            "getRevision",
            _ -> revision,
            "getCapabilities",
            _ -> packages,
            "getRequiredWires",
            given ->
                given.getFirst() == null
                        || given.getFirst().equals(BundleNamespace.BUNDLE_NAMESPACE)
                    ? wires
                    : List.of()));
  }

  private static BundleWire required(BundleWiring provider, String visibility) {
    BundleRequirement requirement =
        Stub.of(
            BundleRequirement.class,
            Map.of("getDirectives", _ -> Map.of(Constants.VISIBILITY_DIRECTIVE, visibility)));
    return Stub.of(
        BundleWire.class,
        Map.of(
            "getProvider",
            _ -> provider.getRevision(),
            "getProviderWiring",
            _ -> provider,
            "getRequirement",
            _ -> requirement));
  }

  private static Optional<String> why(BundleWiring wiring) {
    return WiringCheck.of(wiring, "m 2.0.0").map(LoadResult.Refused::why);
  }

  private static BundleWiring own(List<BundleWire> wires) {
    return wiring(revision("m", "m"), null, wires);
  }

  @Test
  void aVersionMayExportAndRequireWhatItLikes() {
    BundleWiring other = wiring(revision("n", "n"), null, List.of());

    assertThat(why(wiring(revision("m", "m"), "m.api", List.of()))).isEmpty();
    assertThat(why(own(List.of(required(library, "reexport"), required(other, "private")))))
        .isEmpty();
  }

  @Test
  void aCopyOfBatonsApiIsRefused() {
    assertThat(why(wiring(revision("m", "m"), "io.baton.api.code", List.of())))
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("it exports its own copy of io.baton.api.code"));
    assertThat(why(wiring(revision("m", "m"), "io.baton.apis", List.of()))).isEmpty();
  }

  @Test
  void aWireToAnotherVersionIsRefused() {
    BundleWiring before = wiring(revision("m", "m"), null, List.of());

    assertThat(why(own(List.of(required(before, "private")))))
        .contains(
            "it was resolved while the code server was not active, and is wired to m 1.0.0; refresh"
                + " it");
  }

  @Test
  void anotherVersionBehindARequiredBundleIsRefusedIfItIsReexported() {
    BundleWiring before = wiring(revision("m", "m"), null, List.of());
    BundleWiring seen = wiring(revision("r", null), null, List.of(required(before, "reexport")));
    BundleWiring hidden = wiring(revision("h", null), null, List.of(required(before, "private")));

    assertThat(why(own(List.of(required(hidden, "reexport"))))).isEmpty();
    assertThat(why(own(List.of(required(seen, "private")))))
        .hasValueSatisfying(
            why -> assertThat(why).startsWith("it requires a bundle that re-exports m 1.0.0"));
    BundleWiring further = wiring(revision("f", null), null, List.of(required(seen, "reexport")));
    assertThat(why(own(List.of(required(further, "private"))))).isPresent();
  }
}
