package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult.NotLinked;
import io.baton.api.code.LoadResult.OnLoadFailure;
import io.baton.api.code.LoadResult.Refused;
import io.baton.api.code.LoadResult.Unresolved;
import java.nio.file.Path;
import org.junit.Test;

/**
 * Promise 4: versions that miss a class or a package. All of it is found before anything switches.
 */
public class NotLinkedIT extends RefusedVersionTest {
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
    Refused refused = refused(alphaTwo().bundle().without("Functions"), NotLinked.class, "badfile");

    assertThat(refused.why()).contains("io/baton/itests/alpha/Functions");
  }

  /** Promise 4: the implementation that the component's description names. */
  @Test
  public void aMissingImplementationIsAnOnLoadFailure() {
    Refused refused =
        refused(alphaTwo().bundle().without("Impl"), OnLoadFailure.class, "on_load_failure");

    assertThat(refused.why()).contains("io.baton.itests.alpha.Impl");
  }

  /** Promise 4. */
  @Test
  public void aMissingPackageIsUnresolvedAndSaid() {
    Refused refused =
        refused(alphaTwo().bundle().importing("nowhere.to.be.found"), Unresolved.class, "badfile");

    assertThat(refused.why()).contains("nowhere.to.be.found");
  }
}
