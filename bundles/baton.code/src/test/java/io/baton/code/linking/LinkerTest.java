package io.baton.code.linking;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import io.baton.code.Stub;
import io.baton.fixtures.VersionLoader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/** Every class of a version is linked before the version becomes current. */
class LinkerTest {
  static final AtomicInteger INITIALISED = new AtomicInteger();

  static class Missing {}

  static class Whole {
    static {
      INITIALISED.incrementAndGet();
    }
  }

  static class NeedsAParameter {
    void use(Missing missing) {}
  }

  static class NeedsASuperclass extends Missing {}

  /** Has all classes of this test but one. */
  private static final class Incomplete extends ClassLoader {
    Incomplete() {
      super(LinkerTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.equals(Missing.class.getName())) {
        throw new ClassNotFoundException(name);
      }
      return super.loadClass(name, resolve);
    }
  }

  private static String resource(Class<?> type) {
    return type.getName().replace('.', '/') + ".class";
  }

  private static Optional<LoadResult.Refused> link(
      List<Map<String, String>> requirements, String... resources) {
    List<BundleRequirement> required =
        requirements.stream()
            .map(directives ->
                Stub.of(BundleRequirement.class, Map.of("getDirectives", _ -> directives)))
            .toList();
    var revision = Stub.of(BundleRevision.class, Map.of("getDeclaredRequirements", _ -> required));
    var loader =
        new VersionLoader(
            new Incomplete(), Whole.class, NeedsAParameter.class, NeedsASuperclass.class);
    var wiring =
        Stub.of(
            BundleWiring.class,
            Map.of(
                "getRevision", _ -> revision,
                "getClassLoader", _ -> loader,
                "listResources", _ -> List.of(resources)));
    return Linker.link(wiring, new OwnCode(List.of()), "m 1.0.0");
  }

  private static void assertNotLinked(Optional<LoadResult.Refused> refused, Class<?> type) {
    assertThat(refused)
        .containsInstanceOf(LoadResult.NotLinked.class)
        .hasValueSatisfying(found -> {
          assertThat(found.what()).isEqualTo("m 1.0.0");
          assertThat(found.why())
              .startsWith("class " + type.getName() + " does not link: ")
              .contains("Missing");
        });
  }

  @Test
  void classesThatLinkAreNotInitialised() {
    int before = INITIALISED.get();

    assertThat(link(List.of(), resource(Whole.class))).isEmpty();

    assertThat(INITIALISED).hasValue(before);
  }

  @Test
  void classWithAMissingTypeInItsMethodsIsFound() {
    assertNotLinked(
        link(List.of(), resource(Whole.class), resource(NeedsAParameter.class)),
        NeedsAParameter.class);
  }

  @Test
  void classWithAMissingSuperclassIsFound() {
    assertNotLinked(link(List.of(), resource(NeedsASuperclass.class)), NeedsASuperclass.class);
  }

  @Test
  void classThatIsNotThereIsFound() {
    assertNotLinked(link(List.of(), resource(Missing.class)), Missing.class);
  }

  @Test
  void missingTypeOfAnOptionalPackageIsNoReason() {
    Map<String, String> optional =
        Map.of(
            "resolution", "optional",
            "filter", "(&(osgi.wiring.package=io.baton.code.linking)(version>=1.0.0))");

    assertThat(link(List.of(optional), resource(NeedsAParameter.class))).isEmpty();
  }

  @Test
  void missingTypeOfAnotherPackageIs() {
    Map<String, String> optional =
        Map.of("resolution", "optional", "filter", "(osgi.wiring.package=a.b)");
    Map<String, String> mandatory = Map.of("filter", "(osgi.wiring.package=io.baton.code.linking)");

    assertNotLinked(
        link(List.of(optional, mandatory), resource(NeedsAParameter.class)), NeedsAParameter.class);
  }

  @Test
  void descriptionsOfPackagesAndModulesAreNoClasses() {
    assertThat(
            link(
                List.of(),
                "module-info.class",
                "a/package-info.class",
                "META-INF/versions/21/a/B.class"))
        .isEmpty();
  }

  @Test
  void bundleWithoutClassesLinks() {
    assertThat(link(List.of())).isEmpty();
  }
}
