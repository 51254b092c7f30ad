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
    code.unstick("alpha");
    code.unstick("counter");
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

    code.stick("counter");

    assertSticky(code.load("counter"));
    assertSticky(code.reload("counter"));
    assertSticky(code.load("counter", "3.0.0"));
    assertSticky(code.loadFile(third));
    assertSticky(code.loadBinary("counter", "memory", Files.readAllBytes(third)));
    assertSticky(code.loadBinary("counter", "memory", new byte[0]));
    assertSticky(code.loadFile("counter", garbage));
    assertSticky(code.loadFile("counter", other));
    assertSticky(code.loadFile("counter", refusing));
  }

  /** A file that is not there comes first, as in Erlang. */
  @Test
  public void aFileThatIsNotThereIsNotThereAlsoIfTheModuleIsSticky() {
    code.stick("alpha");

    LoadResult result = code.loadFile("alpha", work().resolve("none.jar"));

    refused(result, LoadResult.NoFile.class, "nofile");
  }

  @Test
  public void aBundleThatIsStartedByHandIsNotLoadedIfItsModuleIsSticky() throws Exception {
    code.stick("alpha");

    start(Modules.alpha(2));

    assertThat(current("alpha")).isEqualTo("1.0.0");
    assertThat(old("alpha")).isEmpty();
  }

  /** Erlang: h.2. */
  @Test
  public void itIsStickyOnlyWhileItIsLoadedAndPurgeAndDeleteAreNotRefused() {
    code.stick("alpha");
    code.stick("nowhere");
    assertThat(code.isSticky("alpha")).isTrue();
    assertThat(code.isSticky("nowhere")).isFalse();

    code.delete("alpha");
    assertThat(code.isSticky("alpha")).isFalse();
    code.purge("alpha");
    load(Modules.alpha(2));

    assertThat(code.isSticky("alpha")).isTrue();
    code.unstick("alpha");
    assertThat(code.isSticky("alpha")).isFalse();
    load(Modules.alpha(3));
  }

  private EnsureResult ensured(FutureTask<EnsureResult> task) throws Exception {
    return task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Erlang: j.6. */
  @Test
  public void ensureLoadedDoesNotLoadWhatIsLoaded() {
    Path _ = Modules.alpha(2).in(codePath());

    EnsureResult result = code.ensureLoaded("alpha");

    assertThat(result).isInstanceOf(EnsureResult.Present.class);
    assertThat(current("alpha")).isEqualTo("1.0.0");
  }

  @Test
  public void ensureLoadedLoadsTheNewestAndLeavesTheOldVersion() {
    code.delete("alpha");
    Path _ = Modules.alpha(1).in(codePath());

    EnsureResult result = code.ensureLoaded("alpha");

    assertThat(result).isInstanceOf(EnsureResult.Present.class);
    assertThat(current("alpha")).isEqualTo("1.0.0");
    assertThat(old("alpha")).isEqualTo("1.0.0");
  }

  @Test
  public void ensureLoadedSaysWhyItCouldNot() {
    EnsureResult result = code.ensureLoaded("nowhere");

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
            return code.ensureLoaded("omega");
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
