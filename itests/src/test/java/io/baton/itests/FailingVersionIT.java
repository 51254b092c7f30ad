package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import io.baton.api.code.PurgeResult;
import io.baton.itests.Modules.Vsn;
import java.util.List;
import org.junit.Test;

/**
 * Promise 4: whatever the code of a version does while it is loaded, a load is done or leaves
 * nothing.
 */
public class FailingVersionIT extends BatonTest {
  private final Vsn alpha = () -> code.qualified("alpha", Vsn.class).vsn();

  private static final String FAILURES =
      """
      public class Mute extends RuntimeException {
        public String getMessage() { throw new IllegalStateException(); }
        public String toString() { throw new StackOverflowError(); }
        static RuntimeException circle() {
          var one = new IllegalStateException("one");
          one.initCause(new IllegalArgumentException("two", one));
          return one;
        }
      }
      """;

  private void isRefusedAndLeavesNothing(TestBundle bundle) {
    Snapshot before = Snapshot.of(this);

    LoadResult result = codeLoader.loadFile(bundle.in(work()));

    assertThat(result).isInstanceOf(LoadResult.OnLoadFailure.class);
    before.nothingChanged(this);
  }

  /** Also exceptions that throw when they are asked, and those that are their own cause. */
  @Test
  public void activatorsConstructorsAndOnLoadThatThrow() {
    load(Modules.alpha(1));
    for (String thrown :
        List.of(
            "new Mute()",
            "Mute.circle()",
            "new AssertionError(\"no\")",
            "new StackOverflowError()")) {
      String statement = "if (true) { throw %s; }".formatted(thrown);
      isRefusedAndLeavesNothing(
          new TestModule("alpha", "2.0.0").whenMade(statement).bundle().type(FAILURES));
      isRefusedAndLeavesNothing(
          new TestModule("alpha", "2.0.0")
              .implementing("OnLoad")
              .members(
                  "public int vsn() { return 2; } public void onLoad() { %s }".formatted(statement))
              .bundle()
              .type(FAILURES));
      isRefusedAndLeavesNothing(
          new TestModule("alpha", "2.0.0")
              .bundle()
              .importing("org.osgi.framework")
              .header("Bundle-Activator", "io.baton.itests.alpha.Starter")
              .type(
                  """
                  public class Starter implements org.osgi.framework.BundleActivator {
                    public void start(org.osgi.framework.BundleContext context) { %s }
                    public void stop(org.osgi.framework.BundleContext context) {}
                  }
                  """
                      .formatted(statement))
              .type(FAILURES));
    }

    assertThat(alpha.vsn()).isEqualTo(1);
    load(Modules.alpha(2));
  }

  @Test
  public void constructorThatLeavesAnInterrupt() {
    load(
        new TestModule("alpha", "1.0.0")
            .implementing("OnLoad")
            .whenMade("Thread.currentThread().interrupt();")
            .members("public int vsn() { return 1; } public void onLoad() {}")
            .bundle());

    assertThat(alpha.vsn()).isEqualTo(1);
    load(Modules.alpha(2));
    assertThat(codeLoader.purge("alpha")).isInstanceOf(PurgeResult.Purged.class);
  }

  /** An update without content reads the file again, so even the same code is another one then. */
  @Test
  public void bundleThatIsUpdatedWhileItIsLoaded() {
    load(Modules.alpha(1));
    Snapshot before = Snapshot.of(this);
    TestModule updated =
        new TestModule("alpha", "2.0.0")
            .implementing("OnLoad")
            .members(
                """
                public int vsn() { return 2; }
                public void onLoad() {
                  try {
                    org.osgi.framework.FrameworkUtil.getBundle(getClass()).update();
                  } catch (org.osgi.framework.BundleException e) {
                    throw new IllegalStateException(e);
                  }
                }
                """);

    LoadResult result =
        codeLoader.loadFile(updated.bundle().importing("org.osgi.framework").in(work()));

    assertThat(((LoadResult.Refused) result).why()).contains("was updated or refreshed meanwhile");
    before.nothingChanged(this);
    load(Modules.alpha(2));
  }

  /** Whenever that is, the load says so, and another one can be made. */
  @Test
  public void bundleThatIsUninstalledWhileItIsLoaded() {
    load(Modules.alpha(1));
    String uninstall =
        "try { org.osgi.framework.FrameworkUtil.getBundle(getClass()).uninstall(); } catch"
            + " (org.osgi.framework.BundleException e) { throw new IllegalStateException(e); }";
    for (TestModule uninstalled :
        List.of(
            new TestModule("alpha", "2.0.0").whenMade(uninstall),
            new TestModule("alpha", "2.0.0")
                .implementing("OnLoad")
                .members(
                    "public int vsn() { return 2; } public void onLoad() { " + uninstall + " }"))) {
      Snapshot before = Snapshot.of(this);

      LoadResult result =
          codeLoader.loadFile(uninstalled.bundle().importing("org.osgi.framework").in(work()));

      assertThat(((LoadResult.Refused) result).why()).contains("was uninstalled meanwhile");
      before.nothingChanged(this);
    }
    load(Modules.alpha(2));
  }

  /** A type that is absent is no reason against a load; plain OSGi starts such a bundle. */
  @Test
  public void declarationOfAnAbsentType() {
    var states = new StateOfEachVersion(this);
    var lib =
        TestBundle.plain("absent", "1.0.0").exported().type("public class Missing {}").in(work());
    TestBundle next =
        states
            .version("Server<Integer, State, Get>, Tag<io.baton.itests.absent.Missing>")
            .header("Bundle-Version", "7.0.0")
            .against(lib)
            .importing("io.baton.itests.absent;resolution:=optional")
            .type("public interface Tag<T> {}");

    load(next);

    assertThat(current("states")).isEqualTo("7.0.0");
    softPurgeAsSoonAsUnused("states");
  }
}
