package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.launcher.Distribution.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the real distribution says about a feature that cannot be started; it never hangs on one.
 */
class BrokenFeatureIT {
  @TempDir Path folder;
  private Distribution baton;

  @BeforeEach
  void distribution() {
    baton = new Distribution(folder);
  }

  private Ended start(String bundles) throws Exception {
    Files.writeString(
        folder.resolve("f.json"),
        """
        {"feature-resource-version": "1.0", "id": "g:f:1", "bundles": [%s]}
        """
            .formatted(bundles));
    return baton.run("--feature", "f.json", "-c", "lb");
  }

  @Test
  void aMissingFeatureFileIsNamed() throws Exception {
    Ended ended = baton.run("--feature", "none.json", "-c", "lb");

    assertThat(ended).isEqualTo(new Ended(1, "", "baton: feature file none.json does not exist\n"));
  }

  @Test
  void aFeatureFileThatIsNoJsonIsNamed() throws Exception {
    Ended ended = start("oops");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err()).startsWith("baton: feature file f.json: ");
  }

  @Test
  void aMissingBundleIsNamed() throws Exception {
    Ended ended = start("{\"id\": \"g:missing:1\"}");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err()).startsWith("baton: bundle g:missing:1 is missing: no missing-1.jar in");
  }

  @Test
  void aBundleThatDoesNotResolveIsNamedWithWhatItMisses() throws Exception {
    TestBundle.write(folder, "lost", "Import-Package", "no.such.pkg");

    Ended ended = start("{\"id\": \"g:lost:1\"}");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err())
        .startsWith("baton: bundle g:lost:1 does not start: ")
        .contains("no.such.pkg");
  }

  @Test
  void aBundleThatDoesNotStartIsNamedWithTheReason() throws Exception {
    TestBundle.write(folder, "dead", "Bundle-Activator", "no.such.Activator");

    Ended ended = start("{\"id\": \"g:dead:1\"}");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err())
        .startsWith("baton: bundle g:dead:1 does not start: ")
        .contains("no.such.Activator");
  }

  @Test
  void aJarThatIsNoBundleIsNamed() throws Exception {
    Files.writeString(folder.resolve("text-1.jar"), "not a jar");

    Ended ended = start("{\"id\": \"g:text:1\"}");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err()).startsWith("baton: bundle g:text:1 cannot be installed: ");
  }

  @Test
  void aFeatureWithoutAShellRuntimeSaysSo() throws Exception {
    TestBundle.write(folder, "fine", "Bundle-Name", "fine");

    Ended ended = start("{\"id\": \"g:fine:1\"}");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err()).contains("gogo");
  }
}
