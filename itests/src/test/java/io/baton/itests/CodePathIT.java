package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.baton.api.code.CodeMode;
import io.baton.api.code.EnsureResult;
import io.baton.api.code.FileStatus;
import io.baton.api.code.LoadResult;
import io.baton.api.code.LoadResult.AlreadyInstalled;
import io.baton.api.code.LoadResult.NoFile;
import io.baton.api.code.LoadResult.Refused;
import io.baton.api.code.ModuleInfo;
import io.baton.api.code.UndefinedFunctionException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
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

  @Test
  public void aCallLoadsAModuleThatIsOnTheCodePathOnceForAllWhoCallAtThatMoment() throws Exception {
    Path _ = Modules.vsn("beta", 1).in(codePath());
    Modules.Vsn view = code.qualified("beta", Modules.Vsn.class);
    List<FutureTask<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      calls.add(new FutureTask<>(view::vsn));
      Thread _ = Thread.ofVirtual().start(calls.getLast());
    }

    for (FutureTask<Integer> call : calls) {
      assertThat(call.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isEqualTo(1);
    }
    assertThat(codeStatus.status())
        .filteredOn(status -> status.module().equals("beta"))
        .singleElement()
        .matches(status -> status.old().isEmpty());
  }

  @Test
  public void aModuleThatWasNotThereIsLoadedByALaterCall() {
    assertThatThrownBy(() -> code.call("beta", "vsn", List.of()))
        .isInstanceOf(UndefinedFunctionException.class);
    Path _ = Modules.vsn("beta", 1).in(codePath());

    assertThatCode(() -> code.call("beta", "vsn", List.of())).doesNotThrowAnyException();
  }

  @Test
  public void inEmbeddedModeACallLoadsNothing() throws Exception {
    mode("embedded");
    Path _ = Modules.vsn("beta", 1).in(codePath());
    Modules.Vsn view = code.qualified("beta", Modules.Vsn.class);

    assertThatThrownBy(view::vsn).isInstanceOf(UndefinedFunctionException.class);
    assertThat(codeLoader.ensureLoaded("beta"))
        .isEqualTo(new EnsureResult.Absent(new LoadResult.NotInEmbeddedMode("beta")));
    assertThat(codeStatus.isLoaded("beta")).isEmpty();
    assertThat(codeStatus.mode()).isEqualTo(CodeMode.EMBEDDED);
    assertThat(codeLoader.load("beta")).isInstanceOf(LoadResult.Loaded.class);
    assertThat(view.vsn()).isEqualTo(1);
  }

  @Test
  public void whatIsLoadedIsComparedWithTheCodePathByContent() throws Exception {
    assertThat(codeStatus.fileStatus("beta")).isEqualTo(FileStatus.NOT_LOADED);
    Path file = Modules.vsn("beta", 1).in(codePath());
    assertThat(codeLoader.load("beta")).isInstanceOf(LoadResult.Loaded.class);

    assertThat(codeStatus.fileStatus("beta")).isEqualTo(FileStatus.LOADED);
    assertThat(codeStatus.modifiedModules()).isEmpty();
    Path newer = Modules.vsn("beta", 2).in(codePath());
    assertThat(codeStatus.fileStatus("beta")).isEqualTo(FileStatus.MODIFIED);
    assertThat(codeStatus.modifiedModules()).containsExactly("beta");
    Files.delete(newer);
    assertThat(codeStatus.fileStatus("beta")).isEqualTo(FileStatus.LOADED);
    Files.delete(file);
    assertThat(codeStatus.fileStatus("beta")).isEqualTo(FileStatus.REMOVED);
  }

  @Test
  public void aModuleSaysWhatItIsAndExports() {
    ModuleInfo info = codeStatus.moduleInfo("alpha").orElseThrow();

    assertThat(info.version().version()).isEqualTo("1.0.0");
    assertThat(info.exports()).containsExactly("vsn() -> int");
    assertThat(info.attributes()).containsEntry("Bundle-SymbolicName", "alpha");
    assertThat(codeStatus.moduleInfo("nowhere")).isEmpty();
  }

  @Test
  public void allModulesOfADirectoryAreSticky() {
    Path _ = Modules.alpha(2).in(codePath());

    assertThat(codeLoader.stickDirectory(codePath())).containsExactly("alpha");
    assertThat(codeLoader.load("alpha")).isInstanceOf(LoadResult.Sticky.class);
    assertThat(codeLoader.unstickDirectory(codePath())).containsExactly("alpha");
    assertThat(codeLoader.load("alpha")).isInstanceOf(LoadResult.Loaded.class);
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
