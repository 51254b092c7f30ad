package io.baton.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import io.baton.api.code.LoadResult.OnLoadFailure;
import io.baton.api.code.LoadResult.OtherModule;
import io.baton.api.code.LoadResult.Refused;
import io.baton.api.code.LoadResult.Unsatisfied;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.Test;

/** Promise 4: versions that do not come to life. Each is its own result; nothing has changed. */
public class BadModuleIT extends RefusedVersionTest {
  /** Promise 4. */
  @Test
  public void aModuleUnderAnotherNameIsRefusedAndItsNameIsSaid() {
    Refused refused =
        refused(alphaTwo().registeredAs("omega").bundle(), OtherModule.class, "badfile");

    assertThat(refused.why()).contains("holds the module omega", "alpha-2.0.0.jar");
    assertThat(codeStatus.isLoaded("omega")).isEmpty();
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
        codeLoader.loadFile(alphaTwo().bundle().header("Fragment-Host", "alpha").in(work()));

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
        refused(TestBundle.capability("alpha", "2.0.0"), OnLoadFailure.class, "on_load_failure");

    assertThat(refused.why()).contains("registered no service", "baton.module");
  }

  /** Promise 4: loading a version while loading it would wait for itself. */
  @Test
  public void aConstructorThatLoadsItsOwnModuleIsAnOnLoadFailure() {
    Path _ = Modules.alpha(3).in(codePath());

    Refused refused =
        refused(
            alphaTwo().whenMade("((CodeLoader) code).load(\"alpha\");").bundle(),
            OnLoadFailure.class,
            "on_load_failure");

    assertThat(refused.why()).contains("IllegalStateException");
  }

  /** Reading it would open what it points to. */
  @Test
  public void aComponentFileWithADocumentTypeIsRefusedBeforeItIsRead() {
    Refused refused =
        refused(
            alphaTwo()
                .bundle()
                .entry(
                    "OSGI-INF/other.xml",
                    """
                    <!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/hostname">]>
                    <scr:component xmlns:scr="http://www.osgi.org/xmlns/scr/v1.4.0" name="a">
                      <property name="b" value="&e;"/>
                    </scr:component>
                    """
                        .getBytes(UTF_8))
                .header("Service-Component", "OSGI-INF/*.xml"),
            LoadResult.BadFile.class,
            "badfile");

    assertThat(refused.why()).contains("OSGI-INF/other.xml", "document type");
  }

  @Test
  public void whyThereIsNoComponentIsSaid() {
    Map<String, String> files =
        Map.of(
            "", "cannot be read: line 1: Premature end of file",
            "<a>", "cannot be read: line 1: ",
            "<component/>", "no component in a namespace of Declarative Services",
            "<c:component xmlns:c=\"http://www.osgi.org/xmlns/scr/v1.4.0\" name=\"a\"/>",
                "none of its components has the property baton.module");
    files.forEach((file, why) -> {
      Refused refused =
          refused(
              TestBundle.capability("alpha", "2.0.0")
                  .entry("OSGI-INF/a.xml", file.getBytes(UTF_8))
                  .header("Service-Component", "OSGI-INF/a.xml"),
              OnLoadFailure.class,
              "on_load_failure");

      assertThat(refused.why()).contains(why);
    });
  }

  @Test
  public void aComponentFileThatIsNotThereIsNamed() {
    Refused refused =
        refused(
            TestBundle.capability("alpha", "2.0.0").header("Service-Component", "OSGI-INF/a.xml"),
            OnLoadFailure.class,
            "on_load_failure");

    assertThat(refused.why()).contains("OSGI-INF/a.xml, which is not in it");
  }

  @Test
  public void aBundleWhoseClassHasAnotherChecksumIsRefused() throws Exception {
    Path file = alphaTwo().bundle().in(work());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 3]++;
    Files.write(file, bytes);

    LoadResult result = codeLoader.loadFile(file);

    assertThat(result).isInstanceOf(LoadResult.BadFile.class);
    assertThat(((Refused) result).why()).contains("is damaged");
    before.nothingChanged(this);
  }

  @Test
  public void whatAnAuthorHasProbablyNotMeantIsOneWarning() {
    try (var warnings = new Warnings("io.baton.code")) {
      load(
          new TestModule("quiet", "1.0.0")
              .functions("")
              .bundle()
              .type("record Kept(@io.baton.api.handover.Default(\"many\") int count) {}")
              .header("Bundle-Version", null));

      assertThat(warnings.about("quiet 0.0.0")).hasSize(1);
      assertThat(warnings.about("quiet 0.0.0 exports no function"))
          .first(InstanceOfAssertFactories.STRING)
          .contains("has no Bundle-Version")
          .contains("@Default(\"many\"), which is no int");
    }
  }
}
