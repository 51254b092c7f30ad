package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import io.baton.api.code.LoadResult.Refused;
import io.baton.itests.Modules.Vsn;
import org.junit.After;
import org.junit.Before;

/** Version 1 of alpha is current, version 2 is refused, and the next good version loads. */
public abstract class RefusedVersionTest extends BatonTest {
  Vsn alpha;
  Snapshot before;

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

  static TestModule alphaTwo() {
    return new TestModule("alpha", "2.0.0").members("public int vsn() { return 2; }");
  }

  Refused refused(TestBundle bundle, Class<? extends Refused> kind, String reason) {
    LoadResult result = codeLoader.loadFile(bundle.in(work()));
    assertThat(result).isInstanceOf(kind);
    Refused refused = (Refused) result;
    assertThat(refused.what()).isEqualTo("alpha 2.0.0");
    assertThat(refused.reason()).isEqualTo(reason);
    before.nothingChanged(this);
    return refused;
  }
}
