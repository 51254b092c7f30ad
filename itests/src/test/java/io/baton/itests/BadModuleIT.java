package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import io.baton.api.code.LoadResult.NotLinked;
import io.baton.api.code.LoadResult.OnLoadFailure;
import io.baton.api.code.LoadResult.OtherModule;
import io.baton.api.code.LoadResult.Refused;
import io.baton.api.code.LoadResult.Unresolved;
import io.baton.api.code.LoadResult.Unsatisfied;
import io.baton.itests.Modules.Vsn;
import io.baton.itests.TestBundle.Parts;
import java.nio.file.Path;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** Promise 4: versions that do not come to life. Each is its own result; nothing has changed. */
public class BadModuleIT extends BatonTest {
  private Vsn alpha;
  private Snapshot before;

  @Before
  public void loadWhatMustNotChange() {
    load(Modules.alpha(1));
    alpha = code.qualified("alpha", Vsn.class);
    before = Snapshot.of(this);
  }

  /** A load that has failed is not in the way of one that does not. */
  @After
  public void theNextGoodVersionLoads() {
    assertThat(alpha.vsn()).isEqualTo(1);
    load(Modules.alpha(2));
    assertThat(alpha.vsn()).isEqualTo(2);
  }

  private static Parts alphaTwo() {
    return new Parts("alpha", "2.0.0").members("public int vsn() { return 2; }");
  }

  private Refused refused(TestBundle bundle, Class<? extends Refused> kind, String reason) {
    LoadResult result = code.loadFile(bundle.in(work()));
    assertThat(result).isInstanceOf(kind);
    Refused refused = (Refused) result;
    assertThat(refused.what()).isEqualTo("alpha 2.0.0");
    assertThat(refused.reason()).isEqualTo(reason);
    before.nothingChanged(this);
    return refused;
  }

  /** Promise 4. */
  @Test
  public void aModuleUnderAnotherNameIsRefusedAndItsNameIsSaid() {
    Refused refused =
        refused(alphaTwo().registeredAs("omega").bundle(), OtherModule.class, "badfile");

    assertThat(refused.why()).contains("holds the module omega", "alpha-2.0.0.jar");
    assertThat(code.isLoaded("omega")).isEmpty();
  }

  /** Promise 4. */
  @Test
  public void aMissingPackageIsUnresolvedAndSaid() {
    Refused refused =
        refused(
            alphaTwo().bundle().importing("nowhere.to.be.found"), Unresolved.class, "badfile");

    assertThat(refused.why()).contains("nowhere.to.be.found");
  }

  /** Promise 4. */
  @Test
  public void aMissingServiceIsUnsatisfiedAndSaid() {
    Refused refused =
        refused(
            alphaTwo().needing("java.util.concurrent.Callable", "(colour=blue)").bundle(),
            Unsatisfied.class,
            "on_load_failure");

    assertThat(((Unsatisfied) refused).references())
        .containsExactly("java.util.concurrent.Callable (colour=blue)");
    assertThat(refused.why()).contains("waits for java.util.concurrent.Callable (colour=blue)");
  }

  /** Promise 4. */
  @Test
  public void aMissingConfigurationIsUnsatisfiedAndSaid() {
    Refused refused =
        refused(
            alphaTwo().configuredBy("alpha.settings").bundle(),
            Unsatisfied.class,
            "on_load_failure");

    assertThat(refused.why()).contains("waits for", "configuration", "alpha.settings");
  }

  /** Promise 4. */
  @Test
  public void aFragmentIsRefused() {
    LoadResult result =
        code.loadFile(alphaTwo().bundle().header("Fragment-Host", "alpha").in(work()));

    assertThat(result).isInstanceOf(LoadResult.BadFile.class);
    assertThat(((Refused) result).why()).contains("fragment");
    before.nothingChanged(this);
  }

  /** Promise 4: nothing remains that would bring the refused version to life later. */
  @Test
  public void aServiceThatComesTooLateDoesNotRevealWhatWasRefused() {
    refused(
        alphaTwo().needing("java.lang.Runnable", "(colour=blue)").bundle(),
        Unsatisfied.class,
        "on_load_failure");

    var late =
        context.registerService(
            Runnable.class,
            () -> {},
            org.osgi.framework.FrameworkUtil.asDictionary(java.util.Map.of("colour", "blue")));

    assertThat(current("alpha")).isEqualTo("1.0.0");
    late.unregister();
  }

  /** Promise 4. */
  @Test
  public void aConstructorThatThrowsIsAnOnLoadFailureWithItsCause() {
    Refused refused =
        refused(
            alphaTwo().whenMade("throw new IllegalStateException(\"no licence\");").bundle(),
            OnLoadFailure.class,
            "on_load_failure");

    assertThat(refused.why()).contains("java.lang.IllegalStateException: no licence", "Impl.java");
  }

  /** Promise 4. */
  @Test
  public void aConstructorThatThrowsAnErrorIsAnOnLoadFailureWithItsCause() {
    Refused refused =
        refused(
            alphaTwo().whenMade("throw new AssertionError(\"impossible\");").bundle(),
            OnLoadFailure.class,
            "on_load_failure");

    assertThat(refused.why()).contains("java.lang.AssertionError: impossible");
  }

  /** Promise 4. */
  @Test
  public void aStaticInitialiserThatThrowsIsAnOnLoadFailureWithItsCause() {
    Refused refused =
        refused(
            alphaTwo()
                .members(
                    """
                    static final int VSN = Integer.parseInt("two");
                    public int vsn() { return VSN; }
                    """)
                .bundle(),
            OnLoadFailure.class,
            "on_load_failure");

    assertThat(refused.why()).contains("java.lang.NumberFormatException", "two");
  }

  /** Promise 4. */
  @Test
  public void anActivatorThatThrowsIsAnOnLoadFailureWithItsCause() {
    Refused refused =
        refused(
            alphaTwo()
                .bundle()
                .importing("org.osgi.framework")
                .type(
                    """
                    public class Activator implements org.osgi.framework.BundleActivator {
                      public void start(org.osgi.framework.BundleContext context) {
                        throw new IllegalStateException("no licence");
                      }
                      public void stop(org.osgi.framework.BundleContext context) {}
                    }
                    """)
                .header("Bundle-Activator", "io.baton.itests.alpha.Activator"),
            OnLoadFailure.class,
            "on_load_failure");

    assertThat(refused.why()).contains("activator", "java.lang.IllegalStateException: no licence");
  }

  /** Promise 4. */
  @Test
  public void anActivatorThatIsMissingIsAnOnLoadFailure() {
    Refused refused =
        refused(
            alphaTwo().bundle().header("Bundle-Activator", "io.baton.itests.alpha.Nowhere"),
            OnLoadFailure.class,
            "on_load_failure");

    assertThat(refused.why()).contains("io.baton.itests.alpha.Nowhere");
  }

  /** Promise 4: a capability alone is no module. */
  @Test
  public void aBundleWhoseComponentIsMissingIsAnOnLoadFailure() {
    Refused refused =
        refused(
            TestBundle.capability("alpha", "2.0.0"), OnLoadFailure.class, "on_load_failure");

    assertThat(refused.why()).contains("registered no service", "baton.module");
  }

  /** Promise 4: also a class that only a rare path would have needed. */
  @Test
  public void aMissingSuperclassDoesNotLink() {
    Refused refused =
        refused(
            alphaTwo()
                .bundle()
                .type("class Base {}")
                .type("class Rare extends Base {}")
                .without("Base"),
            NotLinked.class,
            "badfile");

    assertThat(((NotLinked) refused).className()).isEqualTo("io.baton.itests.alpha.Rare");
    assertThat(refused.why()).contains("class io.baton.itests.alpha.Rare", "alpha/Base");
  }

  /** Promise 4: nothing but a method's signature names the missing class. */
  @Test
  public void aMissingParameterTypeDoesNotLink() {
    Refused refused =
        refused(
            alphaTwo()
                .bundle()
                .type("class Lost {}")
                .type("class User { void use(Lost lost) {} }")
                .without("Lost"),
            NotLinked.class,
            "badfile");

    assertThat(refused.why()).contains("class io.baton.itests.alpha.User", "alpha/Lost");
  }

  /** Promise 4: what was compiled against another version of a library. */
  @Test
  public void aSubclassOfAClassThatIsFinalNowDoesNotLink() {
    Path library =
        TestBundle.plain("library", "1.0.0").type("public class Shape {}").exported().in(work());
    TestBundle user =
        alphaTwo()
            .bundle()
            .type("class Circle extends io.baton.itests.library.Shape {}")
            .against(library)
            .importing("io.baton.itests.library");
    installFinalShape();
    before = Snapshot.of(this);

    Refused refused = refused(user, NotLinked.class, "badfile");

    assertThat(refused.why()).contains("class io.baton.itests.alpha.Circle", "Shape", "final");
  }

  private void installFinalShape() {
    TestBundle sealed =
        TestBundle.plain("library", "2.0.0").type("public final class Shape {}").exported();
    try {
      start(sealed);
    } catch (org.osgi.framework.BundleException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Promise 4: an interface that is missing. */
  @Test
  public void aMissingInterfaceOfTheServiceDoesNotLink() {
    Refused refused =
        refused(alphaTwo().bundle().without("Functions"), NotLinked.class, "badfile");

    assertThat(refused.why()).contains("io/baton/itests/alpha/Functions");
  }

  /** Promise 4: the implementation that the component's description names. */
  @Test
  public void aMissingImplementationIsAnOnLoadFailure() {
    Refused refused =
        refused(alphaTwo().bundle().without("Impl"), OnLoadFailure.class, "on_load_failure");

    assertThat(refused.why()).contains("io.baton.itests.alpha.Impl");
  }

  /** Promise 4: loading a version while loading it would wait for itself. */
  @Test
  public void aConstructorThatLoadsItsOwnModuleIsAnOnLoadFailure() {
    Path _ = Modules.alpha(3).in(codePath());

    Refused refused =
        refused(
            alphaTwo().whenMade("code.load(\"alpha\");").bundle(),
            OnLoadFailure.class,
            "on_load_failure");

    assertThat(refused.why()).contains("IllegalStateException");
  }
}
