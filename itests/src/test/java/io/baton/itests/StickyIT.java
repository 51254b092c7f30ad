package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.EnsureResult;
import io.baton.api.code.LoadResult;
import io.baton.api.code.LoadResult.Refused;
import io.baton.api.code.LoadResult.Sticky;
import io.baton.api.code.ModuleVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Test;

/** Sticky modules (Erlang: h), and {@code code:ensure_loaded/1}. */
public class StickyIT extends RefusedLoadTest {
  @After
  public void unstick() {
    codeLoader.unstick("alpha");
    codeLoader.unstick("counter");
  }

  private void assertSticky(LoadResult result) {
    refused(result, Sticky.class, "sticky_directory");
  }

  /** Promise 4: Erlang's load_binary purges before it refuses (h.3); here no process is killed. */
  @Test
  public void aStickyModuleIsNotReplacedAndNoProcessIsPurged() throws Exception {
    Path third = Modules.counter(3).in(codePath());
    Path garbage = Files.writeString(work().resolve("garbage.jar"), "garbage");
    Path other = Modules.vsn("omega", 1).in(work());
    Path refusing =
        new TestModule("counter", "4.0.0")
            .whenMade("throw new IllegalStateException(\"no licence\");")
            .bundle()
            .in(work());

    codeLoader.stick("counter");

    assertSticky(codeLoader.load("counter"));
    assertSticky(codeLoader.reload("counter"));
    assertSticky(codeLoader.load("counter", "3.0.0"));
    assertSticky(codeLoader.loadFile(third));
    assertSticky(codeLoader.loadBinary("counter", "memory", Files.readAllBytes(third)));
    assertSticky(codeLoader.loadBinary("counter", "memory", new byte[0]));
    assertSticky(codeLoader.loadFile("counter", garbage));
    assertSticky(codeLoader.loadFile("counter", other));
    assertSticky(codeLoader.loadFile("counter", refusing));
  }

  /** A file that is not there comes first, as in Erlang. */
  @Test
  public void aFileThatIsNotThereIsNotThereAlsoIfTheModuleIsSticky() {
    codeLoader.stick("alpha");

    LoadResult result = codeLoader.loadFile("alpha", work().resolve("none.jar"));

    refused(result, LoadResult.NoFile.class, "nofile");
  }

  @Test
  public void aBundleThatIsStartedByHandIsNotLoadedIfItsModuleIsSticky() throws Exception {
    codeLoader.stick("alpha");

    start(Modules.alpha(2));

    assertThat(current("alpha")).isEqualTo("1.0.0");
    assertThat(old("alpha")).isEmpty();
  }

  /** Erlang: h.2. */
  @Test
  public void itIsStickyOnlyWhileItIsLoadedAndPurgeAndDeleteAreNotRefused() {
    codeLoader.stick("alpha");
    codeLoader.stick("nowhere");
    assertThat(codeLoader.isSticky("alpha")).isTrue();
    assertThat(codeLoader.isSticky("nowhere")).isFalse();

    codeLoader.delete("alpha");
    assertThat(codeLoader.isSticky("alpha")).isFalse();
    codeLoader.purge("alpha");
    load(Modules.alpha(2));

    assertThat(codeLoader.isSticky("alpha")).isTrue();
    codeLoader.unstick("alpha");
    assertThat(codeLoader.isSticky("alpha")).isFalse();
    load(Modules.alpha(3));
  }

  private EnsureResult ensured(FutureTask<EnsureResult> task) throws Exception {
    return task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Erlang: j.6. */
  @Test
  public void ensureLoadedDoesNotLoadWhatIsLoaded() {
    Path _ = Modules.alpha(2).in(codePath());

    EnsureResult result = codeLoader.ensureLoaded("alpha");

    assertThat(result).isInstanceOf(EnsureResult.Present.class);
    assertThat(current("alpha")).isEqualTo("1.0.0");
  }

  @Test
  public void ensureLoadedLoadsTheNewestAndLeavesTheOldVersion() {
    codeLoader.delete("alpha");
    Path _ = Modules.alpha(1).in(codePath());

    EnsureResult result = codeLoader.ensureLoaded("alpha");

    assertThat(result).isInstanceOf(EnsureResult.Present.class);
    assertThat(current("alpha")).isEqualTo("1.0.0");
    assertThat(old("alpha")).isEqualTo("1.0.0");
  }

  @Test
  public void ensureLoadedSaysWhyItCouldNot() {
    EnsureResult result = codeLoader.ensureLoaded("nowhere");

    assertThat(result).isInstanceOf(EnsureResult.Absent.class);
    Refused refused = ((EnsureResult.Absent) result).refused();
    assertThat(refused.reason()).isEqualTo("nofile");
    before.nothingChanged(this);
  }

  /** OTP: code_SUITE, ensure_loaded_many. */
  @Test
  public void ofManyCallersOneLoads() throws Exception {
    Path _ = Modules.vsn("omega", 1).in(codePath());
    var go = new CountDownLatch(1);
    List<FutureTask<EnsureResult>> callers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      var caller =
          new FutureTask<>(() -> {
            await(go);
            return codeLoader.ensureLoaded("omega");
          });
      callers.add(caller);
      Thread.ofVirtual().start(caller);
    }

    go.countDown();

    Set<ModuleVersion> versions = new HashSet<>();
    for (FutureTask<EnsureResult> caller : callers) {
      versions.add(((EnsureResult.Present) ensured(caller)).current());
    }
    assertThat(versions).hasSize(1);
  }
}
