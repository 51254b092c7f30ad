package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.launcher.Distribution.Ended;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
          .isEqualTo(
              new Ended(
                  1,
                  "",
                  "baton: storage used is in use by another process; end that, or name another"
                      + " storage\n"));
    }
  }

  /** The bundle of the code server is another one then, and so is its data area. */
  @Test
  void whatWasDecidedIsThereUnderAnotherBuildOfBatonAndInAnotherFolder() throws Exception {
    baton.with(Map.of("BATON_STORAGE", folder.resolve("kept").toString()));
    String decisions =
        """
        code:load counter 1.0.0
        code:stick counter
        admin = ($.context getService ($.context getServiceReference "org.osgi.service.cm.ConfigurationAdmin"))
        configuration = ($admin getConfiguration io.baton.code "?")
        properties = ($configuration properties)
        $properties put purge.kills asked
        $configuration update $properties
        """;
    Ended first = baton.runWithInput(decisions);
    Path feature = rebuilt("baton.code");
    Files.move(folder.resolve("kept"), folder.resolve("moved"));

    Ended second =
        baton.run(
            "--storage=moved",
            "--feature=" + feature,
            "-c",
            "code:all_loaded; code:config; code:load counter 2.0.0");

    assertThat(first.status()).isZero();
    assertThat(second.out())
        .startsWith("counter 1.0.0 from")
        .containsPattern("purge\\.kills +asked");
    assertThat(second.err())
        .contains("was last started in the folder " + folder.toRealPath().resolve("kept"))
        .contains("sticky_directory: counter 2.0.0");
  }

  /** A feature that lists the same bundles, but one that was built again. */
  private Path rebuilt(String bundle) throws Exception {
    String feature = Files.readString(baton.home().resolve("features/baton.json"));
    Matcher id = Pattern.compile("\"io\\.baton:" + bundle + ":([^\"]+)\"").matcher(feature);
    assertThat(id.find()).isTrue();
    Path jar = folder.resolve(bundle + "-rebuilt.jar");
    Files.copy(baton.home().resolve("bundles/%s-%s.jar".formatted(bundle, id.group(1))), jar);
    try (FileSystem zip = FileSystems.newFileSystem(jar)) {
      Files.writeString(zip.getPath("rebuilt.txt"), "today");
    }
    return Files.writeString(
        folder.resolve("baton.json"), id.replaceAll("\"io.baton:" + bundle + ":rebuilt\""));
  }

  @Test
  void storageThatCannotBeUsedIsRefusedWithWhatToDo() throws Exception {
    Files.writeString(folder.resolve("file"), "mine");

    Ended ended = baton.run("--storage", "file/in", "-c", "lb");

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.err())
        .startsWith("baton: storage file/in cannot be used: ")
        .endsWith("or name another with --storage DIR, or keep nothing with --no-storage\n");
    assertThat(folder.resolve("file")).hasContent("mine");
  }
}
