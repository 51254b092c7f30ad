package io.baton.itests;

import static io.baton.api.process.Processes.self;
import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import io.baton.api.code.LoadResult.BadFile;
import io.baton.api.code.LoadResult.Duplicate;
import io.baton.api.code.LoadResult.NoFile;
import io.baton.api.code.LoadResult.Refused;
import io.baton.itests.Modules.Counter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.Before;
import org.junit.Test;

/** Promise 4: files that are no version of a module. Each is its own result; nothing has changed. */
public class BadFileIT extends BatonTest {
  private Snapshot before;

  @Before
  public void loadWhatMustNotChange() {
    load(Modules.alpha(1));
    load(Modules.counter(1));
    code.qualified("counter", Counter.class).start(self());
    assertThat(await(String.class)).isEqualTo("ready");
    load(Modules.counter(2));
    before = Snapshot.of(this);
  }

  private Refused refused(LoadResult result, Class<? extends Refused> kind, String reason) {
    assertThat(result).isInstanceOf(kind);
    Refused refused = (Refused) result;
    assertThat(refused.reason()).isEqualTo(reason);
    before.nothingChanged(this);
    return refused;
  }

  private Refused badFile(Path file) {
    Refused refused = refused(code.loadFile(file), BadFile.class, "badfile");
    assertThat(refused.what()).isEqualTo(file.toString());
    return refused;
  }

  /** Promise 4. */
  @Test
  public void aModuleThatIsNotOnTheCodePathIsNoFile() {
    Path _ = Modules.vsn("beta", 1).in(codePath());

    LoadResult result = code.load("nowhere");

    Refused refused = refused(result, NoFile.class, "nofile");
    assertThat(refused.what()).isEqualTo("nowhere");
    assertThat(refused.why()).contains(codePath().toString(), "nowhere", "[beta]");
  }

  /** Promise 4. */
  @Test
  public void reloadOfAModuleThatIsNotOnTheCodePathIsNoFile() {
    LoadResult result = code.reload("counter");

    Refused refused = refused(result, NoFile.class, "nofile");
    assertThat(refused.what()).isEqualTo("counter");
  }

  /** Promise 4. */
  @Test
  public void aVersionThatIsNotOnTheCodePathIsNoFileAndTheOthersAreNamed() {
    Path _ = Modules.alpha(2).in(codePath());
    Path _ = Modules.alpha(3).in(codePath());

    LoadResult result = code.load("alpha", "9.0.0");

    Refused refused = refused(result, NoFile.class, "nofile");
    assertThat(refused.what()).isEqualTo("alpha 9.0.0");
    assertThat(refused.why()).contains("2.0.0", "3.0.0", codePath().toString());
  }

  /** Promise 4. */
  @Test
  public void aVersionThatIsNoVersionIsNoFile() {
    Path _ = Modules.alpha(2).in(codePath());

    LoadResult result = code.load("alpha", "two");

    Refused refused = refused(result, NoFile.class, "nofile");
    assertThat(refused.what()).isEqualTo("alpha two");
    assertThat(refused.why()).contains("expected a version such as 2.0.0", "two");
  }

  /** Promise 4. */
  @Test
  public void aFileThatIsNotThereIsNoFile() {
    Path file = work().resolve("nowhere.jar");

    LoadResult result = code.loadFile(file);

    Refused refused = refused(result, NoFile.class, "nofile");
    assertThat(refused.what()).isEqualTo(file.toString());
    assertThat(refused.why()).contains("no such file");
  }

  /** Promise 4. */
  @Test
  public void aDirectoryIsABadFile() {
    assertThat(badFile(work()).why()).contains("directory");
  }

  /** Promise 4. */
  @Test
  public void aFileThatIsNoJarIsABadFile() throws IOException {
    Path file = Files.writeString(work().resolve("text.jar"), "this is no jar");

    assertThat(badFile(file).why()).contains("not a jar");
  }

  /** Promise 4. */
  @Test
  public void anEmptyFileIsABadFile() throws IOException {
    Path file = Files.createFile(work().resolve("empty.jar"));

    assertThat(badFile(file).why()).contains("not a jar");
  }

  /** Promise 4: a download that broke off. */
  @Test
  public void aJarThatIsCutOffIsABadFile() throws IOException {
    Path whole = Modules.alpha(2).in(work());
    byte[] bytes = Files.readAllBytes(whole);
    Path file = Files.write(work().resolve("half.jar"), java.util.Arrays.copyOf(bytes, 900));

    assertThat(badFile(file).why()).contains("not a jar");
  }

  /** Promise 4. */
  @Test
  public void aJarWithoutManifestIsABadFile() throws IOException {
    Path file = work().resolve("bare.jar");
    try (OutputStream out = Files.newOutputStream(file);
        var jar = new JarOutputStream(out)) {
      jar.putNextEntry(new ZipEntry("readme.txt"));
    }

    assertThat(badFile(file).why()).contains("no manifest");
  }

  /** Promise 4. */
  @Test
  public void aJarThatIsNoBundleIsABadFile() {
    Path file = TestBundle.plain("alpha", "2.0.0").header("Bundle-SymbolicName", null).in(work());

    assertThat(badFile(file).why()).contains("no Bundle-SymbolicName");
  }

  /** Promise 4. */
  @Test
  public void aBundleWithoutAModuleIsABadFile() {
    Path file = TestBundle.plain("alpha", "2.0.0").in(work());

    assertThat(badFile(file).why()).contains("no component with @Module", "exactly one");
  }

  /** Promise 4. */
  @Test
  public void aBundleWithTwoModulesIsABadFile() {
    Path file =
        Modules.alpha(2)
            .header(
                "Provide-Capability",
                "baton.module;baton.module=alpha,baton.module;baton.module=beta")
            .in(work());

    assertThat(badFile(file).why()).contains("2 components with @Module", "[alpha, beta]");
  }

  /** Promise 4. */
  @Test
  public void aBundleWithAMalformedVersionIsABadFile() {
    Path file = Modules.alpha(2).header("Bundle-Version", "two").in(work());

    assertThat(badFile(file).why()).contains("two");
  }

  /** Promise 4: the whole header is read by the framework, after what Baton reads of it. */
  @Test
  public void aBundleThatTheFrameworkCannotInstallIsABadFile() {
    Path file = Modules.alpha(2).header("Import-Package", "a.b;version=\"[2,1\"").in(work());

    Refused refused = refused(code.loadFile(file), BadFile.class, "badfile");

    assertThat(refused.what()).isEqualTo("alpha 2.0.0");
    assertThat(refused.why()).contains("cannot be installed");
  }

  /** Promise 4: what is loaded already cannot be loaded beside itself. */
  @Test
  public void theVersionThatIsCurrentIsADuplicate() {
    LoadResult result = code.loadFile(Modules.alpha(1).in(work()));

    Refused refused = refused(result, Duplicate.class, "badfile");
    assertThat(refused.what()).isEqualTo("alpha 1.0.0");
    assertThat(refused.why()).contains("same symbolic name and version", "alpha-1.0.0.jar");
  }

  /** Promise 4: the first thing that is in the way of a third version is the second. */
  @Test
  public void aBadThirdVersionIsRefusedBecauseItIsTheThird() {
    Path file = Modules.counter(3).importing("nowhere.to.be.found").in(work());

    LoadResult result = code.loadFile(file);

    assertThat(result).isInstanceOf(LoadResult.NotPurged.class);
    before.nothingChanged(this);
  }
}
