package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.launcher.Distribution.Ended;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the real distribution does with a storage that stays. */
class KeptStorageIT {
  @TempDir Path folder;
  private Distribution baton;

  @BeforeEach
  void distribution() {
    baton = new Distribution(folder);
  }

  private Ended runWithBundles(String... names) throws Exception {
    String bundles =
        Stream.of(names).map("{\"id\": \"g:%s:1\"}"::formatted).collect(Collectors.joining(", "));
    Files.writeString(
        folder.resolve("f.json"),
        """
        {"feature-resource-version": "1.0", "id": "g:f:1", "bundles": [%s]}
        """
            .formatted(bundles));
    String own = baton.home().resolve("features/baton.json").toString();
    return baton.run(
        "--storage=kept", "--feature", own, "--feature=f.json", "-c", "lb | grep Mine");
  }

  @Test
  void itCanBeUsedAgain() throws Exception {
    TestBundle.write(folder, "a", "Bundle-Name", "Mine A");

    Ended first = runWithBundles("a");
    Ended second = runWithBundles("a");

    assertThat(first.status()).isZero();
    assertThat(first.out()).contains("Active", "Mine A");
    assertThat(second).isEqualTo(first);
    assertThat(baton.temporary()).isEmptyDirectory();
  }

  @Test
  void aBundleWithANewContentIsTakenAnew() throws Exception {
    TestBundle.write(folder, "a", "Bundle-Name", "Mine 1");
    runWithBundles("a");
    TestBundle.write(folder, "a", "Bundle-Name", "Mine 2");

    Ended ended = runWithBundles("a");

    assertThat(ended.status()).isZero();
    assertThat(ended.out()).contains("Mine 2").doesNotContain("Mine 1");
  }

  @Test
  void aBundleThatTheFeatureNoLongerListsIsGone() throws Exception {
    TestBundle.write(folder, "a", "Bundle-Name", "Mine A");
    TestBundle.write(folder, "b", "Bundle-Name", "Mine B");
    runWithBundles("a", "b");

    Ended ended = runWithBundles("b");

    assertThat(ended.status()).isZero();
    assertThat(ended.out()).contains("Mine B").doesNotContain("Mine A");
  }

  @Test
  void itIsRefusedWhileAnotherProcessUsesIt() throws Exception {
    Path storage = Files.createDirectory(folder.resolve("used"));
    try (FileChannel other =
        FileChannel.open(
            storage.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      other.lock();

      Ended ended = baton.run("--storage", "used", "-c", "lb");

      assertThat(ended)
          .isEqualTo(new Ended(1, "", "baton: storage used is in use by another process\n"));
    }
  }
}
