package io.baton.drop.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.api.code.LoadResult;
import io.baton.fixtures.BundleJar;
import io.baton.fixtures.Logged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is loaded, and what is refused. */
class DropFolderTest extends FolderTest {
  @Test
  void aFileIsLoadedAndWhatReplacesItToo() {
    put("a.jar", "a", "1.0.0");
    put("a.jar", "a", "2.0.0");

    assertThat(current("a")).isEqualTo("2.0.0");
    assertThat(old("a")).isEqualTo("1.0.0");
    assertThat(folder.isWaiting()).isFalse();
  }

  @Test
  void aFileWithTheSameContentIsNotLoadedAgain() throws IOException {
    Path file = put("a.jar", "a", "1.0.0");

    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
    folder.changed(List.of(file));

    assertThat(server.loads).containsExactly("a.jar");
  }

  @Test
  void whatIsLoadedByHandStaysUntilTheFileChanges() {
    Path file = put("a.jar", "a", "1.0.0");
    server.load(
        new BundleJar("a", "9.0.0")
            .header("Provide-Capability", "baton.module;baton.module=a")
            .write(temporary.resolve("hand.jar")));

    folder.changed(List.of(file));
    folder.tick();
    assertThat(current("a")).isEqualTo("9.0.0");

    server.softPurge("a");
    put("a.jar", "a", "2.0.0");
    assertThat(current("a")).isEqualTo("2.0.0");
  }

  @Test
  void aRefusedFileHasItsReasonBesideItUntilItIsLoaded() throws IOException {
    Path file = Files.writeString(directory.resolve("a.jar"), "half");
    folder.changed(List.of(file));

    assertThat(reason(file)).content().startsWith("Not loaded by Baton: a.jar\nbadfile: ");
    assertThat(folder.isWaiting()).isTrue();

    put("a.jar", "a", "1.0.0");

    assertThat(reason(file)).doesNotExist();
    assertThat(current("a")).isEqualTo("1.0.0");
  }

  @Test
  void theReasonGoesWithTheFileAlsoIfNothingIsToldOfThat() throws IOException {
    Path told = Files.writeString(directory.resolve("told.jar"), "half");
    Path untold = Files.writeString(directory.resolve("untold.jar"), "half");
    folder.changed(List.of(told, untold));
    assertThat(reason(untold)).exists();

    remove(told);
    Files.delete(untold);
    folder.tick();

    assertThat(directory).isEmptyDirectory();
    assertThat(folder.isWaiting()).isFalse();
  }

  @Test
  void theReasonOfAFileThatIsNotThereIsDeleted() throws IOException {
    Path orphan = directory.resolve("gone.jar.refused");
    Path foreign = Files.writeString(directory.resolve("other.jar.refused"), "my notes");
    Files.writeString(orphan, "Not loaded by Baton: gone.jar\n");

    folder.changed(List.of(orphan, foreign));

    assertThat(orphan).doesNotExist();
    assertThat(foreign).hasContent("my notes");
  }

  @Test
  void aFileThatIsNotBatonsIsNeitherOverwrittenNorDeleted() throws IOException {
    Path file = Files.writeString(directory.resolve("a.jar"), "half");
    Files.writeString(reason(file), "my notes");
    Path elsewhere = Files.writeString(temporary.resolve("b"), "Not loaded by Baton: b.jar");
    Path linked = Files.writeString(directory.resolve("b.jar"), "half");
    Files.createSymbolicLink(reason(linked), elsewhere);

    folder.changed(List.of(file, linked));
    remove(file);
    remove(linked);

    assertThat(reason(file)).hasContent("my notes");
    assertThat(elsewhere).hasContent("Not loaded by Baton: b.jar");
    assertThat(reason(linked)).isSymbolicLink();
  }

  @Test
  void eachContentIsLoggedOnceForEachReason() throws IOException {
    try (var log = new Logged("io.baton.drop")) {
      Path file = Files.writeString(directory.resolve("a.jar"), "half");
      folder.changed(List.of(file));
      folder.changed(List.of(file));
      folder.tick();
      assertThat(log.lines())
          .hasSize(1)
          .first()
          .asString()
          .contains("a.jar is not loaded: badfile");

      Files.writeString(file, "another half");
      folder.changed(List.of(file));
      assertThat(log.lines()).hasSize(2);
    }
  }

  @Test
  void aThirdVersionIsLoadedWhenTheOldOneIsPurged() {
    put("a.jar", "a", "1.0.0");
    put("a.jar", "a", "2.0.0");
    Path file = put("a.jar", "a", "3.0.0");
    assertThat(reason(file)).content().contains("not_purged: a 3.0.0: ");
    folder.tick();
    assertThat(server.loads).hasSize(3);

    server.softPurge("a");
    folder.tick();

    assertThat(current("a")).isEqualTo("3.0.0");
    assertThat(reason(file)).doesNotExist();
  }

  /** The configuration may let a load wait for that, and not for ever. */
  @Test
  void aThirdVersionIsTriedAgainWhenNothingIsInTheOldOne() {
    put("a.jar", "a", "1.0.0");
    put("a.jar", "a", "2.0.0");
    server.used.add("a");
    put("a.jar", "a", "3.0.0");
    folder.tick();
    assertThat(server.loads).hasSize(3);

    server.used.clear();
    folder.tick();
    folder.tick();

    assertThat(server.loads).hasSize(4);
  }

  @Test
  void aFileWhoseRefusalIsOverBecauseItIsAsBeforeNeedsNoLoad() throws IOException {
    Path file = put("a.jar", "a", "1.0.0");
    byte[] good = Files.readAllBytes(file);
    Files.writeString(file, "half");
    folder.changed(List.of(file));
    assertThat(current("a")).isEqualTo("1.0.0");

    Files.write(file, good);
    folder.changed(List.of(file));

    assertThat(reason(file)).doesNotExist();
    assertThat(server.loads).hasSize(2);
  }

  /** File Install has seen it, and it is gone when its turn comes. */
  @Test
  void aFileThatGoesBeforeItsTurnIsNotRefused() throws IOException {
    Path first = module("a.jar", "a", "1.0.0");
    Path second = module("b.jar", "b", "1.0.0");
    server.onLoad = () -> second.toFile().delete();

    try (var log = new Logged("io.baton.drop")) {
      folder.changed(List.of(first, second));
      assertThat(log.lines()).isEmpty();
    }

    assertThat(server.loads).containsExactly("a.jar");
    assertThat(reason(second)).doesNotExist();
  }

  @Test
  void aStickyModuleIsLoadedWhenItIsUnstuck() {
    put("a.jar", "a", "1.0.0");
    server.sticky.add("a");
    put("a.jar", "a", "2.0.0");
    folder.tick();
    assertThat(current("a")).isEqualTo("1.0.0");

    server.sticky.remove("a");
    folder.tick();

    assertThat(current("a")).isEqualTo("2.0.0");
  }

  @Test
  void codeOfAModuleThatHasFailedIsNotRunAgainUnasked() throws IOException {
    server.refusals.put("a.jar", new LoadResult.OnLoadFailure("a 1.0.0", "its onLoad has thrown"));
    Path file = put("a.jar", "a", "1.0.0");
    put("b.jar", "b", "1.0.0");
    folder.tick();
    assertThat(server.loads).containsExactly("a.jar", "b.jar");

    server.refusals.clear();
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000));
    folder.changed(List.of(file));

    assertThat(current("a")).isEqualTo("1.0.0");
  }

  @Test
  void filesThatArriveTogetherMayNeedEachOther() {
    server.needs.put("a", "b");
    server.needs.put("b", "c");
    Path first = module("1.jar", "a", "1.0.0");
    Path second = module("2.jar", "b", "1.0.0");
    Path third = module("3.jar", "c", "1.0.0");

    try (var log = new Logged("io.baton.drop")) {
      folder.changed(List.of(first, second, third));

      assertThat(server.current.keySet()).containsExactlyInAnyOrder("a", "b", "c");
      assertThat(log.lines()).isEmpty();
    }
  }

  @Test
  void whatIsRefusedForWantOfAnotherModuleIsLoadedWhenThatComes() {
    server.needs.put("a", "b");
    Path file = put("a.jar", "a", "1.0.0");
    assertThat(reason(file)).exists();

    put("b.jar", "b", "1.0.0");
    folder.tick();

    assertThat(current("a")).isEqualTo("1.0.0");
    assertThat(reason(file)).doesNotExist();
  }

  /** The rest of a copy: it was no bundle when it was looked at first. */
  @Test
  void noReasonStaysBesideAPlainBundle() throws IOException {
    Path file = Files.writeString(directory.resolve("x.jar"), "half");
    folder.changed(List.of(file));
    assertThat(reason(file)).exists();

    folder.changed(List.of(new BundleJar("plain", "1.0.0").write(file)));

    assertThat(reason(file)).doesNotExist();
    assertThat(folder.knows(file)).isFalse();
  }

  @Test
  void whatFailsWhileTheSystemEndsIsNoFaultOfTheFile() {
    Path file = module("a.jar", "a", "1.0.0");
    stopping.set(true);

    folder.changed(List.of(file));

    assertThat(server.loads).isEmpty();
    assertThat(reason(file)).doesNotExist();
  }

  @Test
  void aLinkOutOfTheFolderIsNotFollowed() throws IOException {
    Path outside =
        new BundleJar("a", "1.0.0")
            .header("Provide-Capability", "baton.module;baton.module=a")
            .write(temporary.resolve("outside.jar"));
    Path link = Files.createSymbolicLink(directory.resolve("link.jar"), outside);

    folder.changed(List.of(link));

    assertThat(server.loads).isEmpty();
    assertThat(reason(link)).content().contains("a link to", "outside of the folder");
  }
}
