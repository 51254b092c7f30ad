package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import io.baton.api.code.LoadResult.AlreadyInstalled;
import io.baton.api.code.LoadResult.NoFile;
import io.baton.api.code.LoadResult.Refused;
import java.nio.file.Path;
import org.junit.Test;

/** Promise 4: what the code path does not have. Each is its own result; nothing has changed. */
public class CodePathIT extends RefusedLoadTest {
  /** Promise 4. */
  @Test
  public void aModuleThatIsNotOnTheCodePathIsNoFile() {
    Path _ = Modules.vsn("beta", 1).in(codePath());

    LoadResult result = codeLoader.load("nowhere");

    Refused refused = refused(result, NoFile.class, "nofile");
    assertThat(refused.what()).isEqualTo("nowhere");
    assertThat(refused.why()).contains(codePath().toString(), "nowhere", "[beta]");
  }

  /** Promise 4. */
  @Test
  public void reloadOfAModuleThatIsNotOnTheCodePathIsNoFile() {
    LoadResult result = codeLoader.reload("counter");

    Refused refused = refused(result, NoFile.class, "nofile");
    assertThat(refused.what()).isEqualTo("counter");
  }

  /** Promise 4. */
  @Test
  public void aVersionThatIsNotOnTheCodePathIsNoFileAndTheOthersAreNamed() {
    Path _ = Modules.alpha(2).in(codePath());
    Path _ = Modules.alpha(3).in(codePath());

    LoadResult result = codeLoader.load("alpha", "9.0.0");

    Refused refused = refused(result, NoFile.class, "nofile");
    assertThat(refused.what()).isEqualTo("alpha 9.0.0");
    assertThat(refused.why()).contains("2.0.0", "3.0.0", codePath().toString());
  }

  /** Promise 4. */
  @Test
  public void aVersionThatIsNoVersionIsNoFile() {
    Path _ = Modules.alpha(2).in(codePath());

    LoadResult result = codeLoader.load("alpha", "two");

    Refused refused = refused(result, NoFile.class, "nofile");
    assertThat(refused.what()).isEqualTo("alpha two");
    assertThat(refused.why()).contains("expected a version such as 2.0.0", "two");
  }

  /**
   * Promise 4: a caller that asks for the newest by its name is told that there is nothing newer.
   */
  @Test
  public void theVersionThatIsCurrentIsADuplicate() {
    Path _ = Modules.alpha(1).in(codePath());

    LoadResult result = codeLoader.load("alpha");

    Refused refused = refused(result, AlreadyInstalled.class, "badfile");
    assertThat(refused.what()).isEqualTo("alpha 1.0.0");
    assertThat(refused.why())
        .contains("same symbolic name, version and content", "alpha-1.0.0.jar");
  }

  @Test
  public void aBundleThatWasBuiltAgainWithTheSameVersionIsLoaded() {
    Path _ =
        TestBundle.module("alpha", "1.0.0", "int vsn();", "public int vsn() { return 42; }")
            .in(codePath());

    LoadResult result = codeLoader.load("alpha");

    assertThat(result).isInstanceOf(LoadResult.Loaded.class);
    assertThat(code.qualified("alpha", Modules.Vsn.class).vsn()).isEqualTo(42);
    assertThat(((LoadResult.Loaded) result).old().orElseThrow().version()).isEqualTo("1.0.0");
    assertThat(codeLoader.load("alpha")).isInstanceOf(LoadResult.NotPurged.class);
  }

  /** Promise 4: the first thing that is in the way of a third version is the second. */
  @Test
  public void aBadThirdVersionIsRefusedBecauseItIsTheThird() {
    Path file = Modules.counter(3).importing("nowhere.to.be.found").in(work());

    LoadResult result = codeLoader.loadFile(file);

    assertThat(result).isInstanceOf(LoadResult.NotPurged.class);
    before.nothingChanged(this);
  }
}
