package io.baton.weaving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.spi.Safepoints;
import io.baton.weaving.point.Gates;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Version;
import org.osgi.framework.hooks.weaving.WeavingException;
import org.osgi.framework.hooks.weaving.WovenClass;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

class ModuleWeaverTest {
  private static final Map<String, byte[]> CLASSES =
      Compiled.of("Small", "class Small { static int twice() { return 2; } }");

  private final ModuleWeaver weaver = new ModuleWeaver();
  private final ClassLoader loader = Loaded.unwoven(CLASSES);
  private final List<String> imports = new ArrayList<>();
  private final Map<String, byte[]> written = new HashMap<>();
  private final List<BundleRequirement> required = new ArrayList<>();

  /** A class of a bundle that is loaded by the loader of this test. */
  private WovenClass classOf(List<BundleCapability> capabilities, byte[] bytes) {
    var revision =
        Stub.of(
            BundleRevision.class,
            Map.of(
                "getDeclaredCapabilities", arguments -> ofModules(arguments, capabilities),
                "getVersion", _ -> new Version("2.1.0")));
    var wiring =
        Stub.of(
            BundleWiring.class,
            Map.of(
                "getRevision", _ -> revision,
                "getClassLoader", _ -> loader,
                "getRequirements", _ -> required));
    return Stub.of(
        WovenClass.class,
        Map.of(
            "getBundleWiring", _ -> wiring,
            "getClassName", _ -> "m.Small",
            "getBytes", _ -> bytes,
            "getDynamicImports", _ -> imports,
            "setBytes", arguments -> written.put("m.Small", (byte[]) arguments[0])));
  }

  private static List<BundleCapability> ofModules(
      Object[] arguments, List<BundleCapability> capabilities) {
    assertThat(arguments).containsExactly("baton.module");
    return capabilities;
  }

  private WovenClass classOfAModule(byte[] bytes) {
    var module =
        Stub.of(
            BundleCapability.class, Map.of("getAttributes", _ -> Map.of("baton.module", "small")));
    return classOf(List.of(module), bytes);
  }

  @Test
  void classOfABundleThatIsNoModuleIsLeftAlone() {
    weaver.weave(classOf(List.of(), CLASSES.get("Small")));

    assertThat(written).isEmpty();
    assertThat(imports).isEmpty();
    assertThat(weaver.numberOf(loader)).isEmpty();
  }

  @Test
  void classOfAModuleIsWoven() {
    weaver.weave(classOfAModule(CLASSES.get("Small")));

    long number = weaver.numberOf(loader).orElseThrow();
    assertThat(new String(written.get("m.Small"), StandardCharsets.ISO_8859_1))
        .contains("Small.java@2.1.0#" + number);
    assertThat(imports).containsExactly("io.baton.weaving.point");
  }

  /** As a framework has it of a class that it has defined. */
  private static BundleRequirement dynamicImport(String name, String more) {
    return Stub.of(
        BundleRequirement.class,
        Map.of(
            "getDirectives",
            _ ->
                Map.of(
                    "resolution",
                    "dynamic",
                    "filter",
                    "(osgi.wiring.package=" + name + ")" + more)));
  }

  @Test
  void eachClassAsksForSafepointsUntilTheVersionImportsThem() {
    weaver.weave(classOfAModule(CLASSES.get("Small")));
    required.add(dynamicImport("io.baton.weaving", ""));
    required.add(dynamicImport("io.baton.weaving.point", "(version>=9)"));
    weaver.weave(classOfAModule(CLASSES.get("Small")));
    assertThat(imports).containsExactly("io.baton.weaving.point", "io.baton.weaving.point");

    required.add(dynamicImport("io.baton.weaving.point", ""));
    weaver.weave(classOfAModule(CLASSES.get("Small")));

    assertThat(imports).hasSize(2);
  }

  @Test
  void annotationsOfTheApiAreImportedOnce() {
    Map<String, byte[]> annotated =
        Compiled.of("Small", "class Small { @io.baton.api.code.Doc(\"small\") void one() {} }");

    weaver.weave(classOfAModule(annotated.get("Small")));
    assertThat(imports).contains("io.baton.api.code");
    imports.clear();
    required.add(dynamicImport("io.baton.api.code", ""));
    weaver.weave(classOfAModule(annotated.get("Small")));

    assertThat(imports).doesNotContain("io.baton.api.code");
  }

  @Test
  void anotherClassFileOfTheSameClassIsWovenAnew() throws Exception {
    weaver.weave(classOfAModule(CLASSES.get("Small")));
    byte[] other =
        Compiled.of("Small", "class Small { static int twice() { return 3; } }").get("Small");

    weaver.weave(classOfAModule(other));

    var classes = Map.of("Small", Objects.requireNonNull(written.get("m.Small")));
    assertThat(Loaded.unwoven(classes).call("Small", "twice")).isEqualTo(3);
  }

  @Test
  void ownerOfAClassIsItsVersion() {
    weaver.weave(classOfAModule(CLASSES.get("Small")));

    var owner = weaver.ownerOf(loader).orElseThrow();

    assertThat(owner.module()).isEqualTo("small");
    assertThat(weaver.numberOf(loader)).hasValue(owner.number());
    assertThat(weaver.ownerOf(null)).isEmpty();
    assertThat(weaver.ownerOf(ClassLoader.getPlatformClassLoader())).isEmpty();
  }

  @Test
  void everyClassOfAVersionHasTheSameNumber() {
    weaver.weave(classOfAModule(CLASSES.get("Small")));
    long first = weaver.numberOf(loader).orElseThrow();

    weaver.weave(classOfAModule(CLASSES.get("Small")));

    assertThat(weaver.numberOf(loader)).hasValue(first);
  }

  @Test
  void classThatCannotBeWovenDoesNotLoadAndIsNamed() {
    WovenClass garbage = classOfAModule(new byte[] {1, 2, 3});

    assertThatThrownBy(() -> weaver.weave(garbage))
        .isInstanceOf(WeavingException.class)
        .hasMessage("class m.Small cannot be woven")
        .hasCauseInstanceOf(IllegalArgumentException.class);
    assertThat(written).isEmpty();
  }

  @Test
  void armedVersionRunsTheCheckUntilItIsClosed() throws Exception {
    var version = Loaded.woven(CLASSES);
    var met = new AtomicLong();
    Safepoints.Armed armed = weaver.arm(version.gate().number(), new Counting(met));

    version.call("Small", "twice");
    armed.close();
    armed.close();
    version.call("Small", "twice");

    assertThat(met).hasValue(version.gate().number());
  }

  /** A check that adds up the numbers of the versions that are entered. */
  private record Counting(AtomicLong met) implements Safepoints.Check {
    @Override
    public void entering(long version) {
      met.addAndGet(version);
    }

    @Override
    public void looping(long version) {}
  }

  @Test
  void versionThatIsGoneCannotBeArmed() {
    var met = new AtomicLong();

    weaver.arm(Long.MAX_VALUE, new Counting(met)).close();

    assertThat(met).hasValue(0);
    assertThat(Gates.numbered(Long.MAX_VALUE)).isEmpty();
  }
}
