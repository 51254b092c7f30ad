package io.baton.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import io.baton.api.code.LoadResult.BadFile;
import io.baton.api.code.LoadResult.NoFile;
import io.baton.api.code.LoadResult.Refused;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.Test;

/**
 * Promise 4: files that are no version of a module. Each is its own result; nothing has changed.
 */
public class BadFileIT extends RefusedLoadTest {
  private Refused badFile(Path file) {
    Refused refused = refused(codeLoader.loadFile(file), BadFile.class, "badfile");
    assertThat(refused.what()).isEqualTo(file.toString());
    return refused;
  }

  /** Promise 4. */
  @Test
  public void aFileThatIsNotThereIsNoFile() {
    Path file = work().resolve("nowhere.jar");

    LoadResult result = codeLoader.loadFile(file);

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

    Refused refused = refused(codeLoader.loadFile(file), BadFile.class, "badfile");

    assertThat(refused.what()).isEqualTo("alpha 2.0.0");
    assertThat(refused.why()).contains("cannot be installed");
  }
}
