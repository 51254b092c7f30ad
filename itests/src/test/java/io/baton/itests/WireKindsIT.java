package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.LoadResult;
import io.baton.api.code.SoftPurgeResult;
import io.baton.api.code.WiredBundle;
import io.baton.itests.Modules.Vsn;
import java.util.List;
import java.util.function.Supplier;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/** Versions are kept apart in every kind of wire that OSGi has. */
public class WireKindsIT extends WiresTest {
  private Bundle installed(String name, String version) {
    for (Bundle bundle : context.getBundles()) {
      if (name.equals(bundle.getSymbolicName())
          && version.equals(bundle.getVersion().toString())
          && !bundle.getLocation().startsWith("baton:fragment:")) {
        return bundle;
      }
    }
    throw new AssertionError(name + " " + version);
  }

  private List<String> otherVersionsThatItIsWiredTo(String name, String version) {
    Bundle own = installed(name, version);
    return own.adapt(BundleWiring.class).getRequiredWires(null).stream()
        .map(BundleWire::getProvider)
        .filter(provider -> provider.getSymbolicName().equals(name) && provider.getBundle() != own)
        .map(provider -> provider.getVersion().toString())
        .toList();
  }

  private void assertKeptApart(TestBundle one, TestBundle two) {
    load(one);
    load(two);

    assertThat(otherVersionsThatItIsWiredTo("exp", "1.0.0")).isEmpty();
    assertThat(otherVersionsThatItIsWiredTo("exp", "2.0.0")).isEmpty();
    assertThat(code.qualified("exp", Exp.class).limit()).isEqualTo(2);
    assertThat(codeLoader.softPurge("exp")).isInstanceOf(SoftPurgeResult.Purged.class);
    assertThat(code.qualified("exp", Exp.class).limit()).isEqualTo(2);
  }

  @Test
  public void aVersionRequiresItsOwnCapability() {
    String provided = "baton.module;baton.module=\"exp\",test.cap;test.cap=\"x\"";
    assertKeptApart(
        exp(1)
            .header("Provide-Capability", provided)
            .header("Require-Capability", "test.cap;filter:=\"(test.cap=x)\""),
        exp(2)
            .header("Provide-Capability", provided)
            .header("Require-Capability", "test.cap;filter:=\"(test.cap=x)\""));
  }

  @Test
  public void anOptionalImportOfWhatAVersionExportsIsItsOwn() {
    assertKeptApart(exp(1), exp(2).importing(EXP + ".none;resolution:=optional"));
  }

  @Test
  public void versionsOfASingletonBundleLiveSideBySide() {
    assertKeptApart(
        exp(1).header("Bundle-SymbolicName", "exp;singleton:=true"),
        exp(2).header("Bundle-SymbolicName", "exp;singleton:=true"));
  }

  /** The old version has loaded no class of the package before the load. */
  @Test
  public void aDynamicImportOfAnOldVersionDoesNotReachTheNewOne() {
    TestBundle one = Modules.alpha(1).header("DynamicImport-Package", "*");
    load(one);
    load(
        Modules.alpha(2)
            .header("Export-Package", "io.baton.itests.alpha.extra,io.baton.itests.alpha")
            .type("public class Late {}"));

    ClassLoader old = installed("alpha", "1.0.0").adapt(BundleWiring.class).getClassLoader();

    assertThatThrownBy(() -> old.loadClass("io.baton.itests.alpha.extra.Nothing"))
        .isInstanceOf(ClassNotFoundException.class);
    assertThat(otherVersionsThatItIsWiredTo("alpha", "1.0.0")).isEmpty();
  }

  @Test
  public void aClientsDynamicImportStaysWithTheVersionThatItIsWiredTo() throws Exception {
    load(exp(1));
    Bundle ext = start(client("ext").header("DynamicImport-Package", "*"));
    load(exp(2));
    Bundle late =
        start(
            TestBundle.plain("late", "1.0.0")
                .header("DynamicImport-Package", "*")
                .type("public class Late {}"));

    assertThat(ext.loadClass(EXP + ".Limits").getClassLoader())
        .isSameAs(installed("exp", "1.0.0").adapt(BundleWiring.class).getClassLoader());
    assertThat(late.loadClass(EXP + ".Limits").getClassLoader())
        .isSameAs(installed("exp", "2.0.0").adapt(BundleWiring.class).getClassLoader());
  }

  @Test
  public void aBundleThatRequiresAVersionIsNamed() throws Exception {
    load(exp(1));
    Bundle requirer =
        start(
            TestBundle.plain("requirer", "1.0.0")
                .header("Require-Bundle", "exp")
                .type("public class Nothing {}"));
    load(exp(2));

    assertThat(users(codeLoader.softPurge("exp")))
        .extracting(WiredBundle::label)
        .containsExactly("bundle requirer 1.0.0, which requires its bundle");
    refresh(requirer);
    assertThat(wiredTo(requirer, "exp")).containsExactly("2.0.0");
    assertThat(codeLoader.softPurge("exp")).isInstanceOf(SoftPurgeResult.Purged.class);
  }

  /** The framework would look into the required bundle before it looks into the version itself. */
  @Test
  public void aVersionThatWouldSeeAnotherThroughARequiredBundleIsRefused() throws Exception {
    load(exp(1));
    start(
        TestBundle.plain("reexporter", "1.0.0")
            .header("Require-Bundle", "exp;visibility:=reexport")
            .type("public class Nothing {}"));

    LoadResult result =
        codeLoader.loadFile(exp(2).header("Require-Bundle", "reexporter").in(work()));

    assertThat(result).isInstanceOf(LoadResult.Entangled.class);
    assertThat(((LoadResult.Entangled) result).why())
        .isEqualTo(
            "it requires a bundle that re-exports exp 1.0.0, so it would run code of that version;"
                + " import packages instead of requiring bundles");
    assertThat(current("exp")).isEqualTo("1.0.0");
  }

  @Test
  public void aVersionThatExportsACopyOfBatonsApiIsRefused() throws Exception {
    LoadResult result =
        codeLoader.loadFile(
            Modules.alpha(1)
                .header("Export-Package", "io.baton.api.code;version=9.0")
                .header("Import-Package", null)
                .in(work()));

    assertThat(result).isInstanceOf(LoadResult.Entangled.class);
    assertThat(((LoadResult.Entangled) result).why())
        .isEqualTo(
            "it exports its own copy of io.baton.api.code, which all modules share; import it, and"
                + " leave it out of the bundle");
    assertThat(((LoadResult.Entangled) result).reason()).isEqualTo("badfile");
  }

  /** The bundle's package speaks of the old version's interface. */
  @Test
  public void whatUsesConstraintsForbidIsRefusedAndSaid() throws Exception {
    load(exp(1));
    start(
        TestBundle.plain("library", "1.0.0")
            .against(exp(1).in(work()))
            .importing(EXP)
            .header("Export-Package", "io.baton.itests.library;uses:=\"%s\"".formatted(EXP))
            .type("public interface Uses { io.baton.itests.exp.Functions functions(); }"));

    LoadResult result = codeLoader.loadFile(exp(2).importing("io.baton.itests.library").in(work()));

    assertThat(result).isInstanceOf(LoadResult.Unresolved.class);
    assertThat(((LoadResult.Unresolved) result).why())
        .contains("put the package that both use into a bundle of its own");
    assertThat(code.qualified("exp", Exp.class).limit()).isEqualTo(1);
  }

  /** As after a restart of the framework, with the versions of before still installed. */
  @Test
  public void withoutACurrentVersionABundleIsWiredToTheNewest() throws Exception {
    Bundle one = context.installBundle(exp(1).in(work()).toUri().toString());
    Bundle two = context.installBundle(exp(2).in(work()).toUri().toString());

    Bundle ext = start(client("ext"));

    assertThat(wiredTo(ext, "exp")).containsExactly("2.0.0");
    one.uninstall();
    two.start();
    Supplier<Object> limit = limit("ext");
    until(() -> limit.get().equals(2));
  }

  /** A first load, with a bundle that waits for the module and that the module imports from. */
  @Test
  public void aModuleAndABundleMayImportFromEachOther() throws Exception {
    Bundle library =
        context.installBundle(
            TestBundle.plain("library", "1.0.0")
                .exported()
                .importing("io.baton.itests.alpha")
                .type("public interface Empty {}")
                .in(work())
                .toUri()
                .toString());

    load(Modules.alpha(1).exported().importing("io.baton.itests.library"));

    assertThat(wiredTo(library, "alpha")).containsExactly("1.0.0");
    assertThat(code.qualified("alpha", Vsn.class).vsn()).isEqualTo(1);
  }

  /** Promise 4. */
  @Test
  public void aFailedFirstLoadLeavesABundleThatWaitedForItsPackagesAsItWas() throws Exception {
    Bundle library =
        context.installBundle(
            TestBundle.plain("library", "1.0.0")
                .exported()
                .importing("io.baton.itests.alpha")
                .type("public interface Empty {}")
                .in(work())
                .toUri()
                .toString());

    LoadResult result =
        codeLoader.loadFile(
            new TestModule("alpha", "1.0.0")
                .whenMade("if (true) throw new IllegalStateException();")
                .bundle()
                .exported()
                .importing("io.baton.itests.library")
                .in(work()));

    assertThat(result).isInstanceOf(LoadResult.OnLoadFailure.class);
    until(() -> library.getState() == Bundle.INSTALLED);
    load(Modules.alpha(1).exported().importing("io.baton.itests.library"));
    assertThat(wiredTo(library, "alpha")).containsExactly("1.0.0");
  }
}
