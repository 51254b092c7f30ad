package io.baton.drop.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.baton.fixtures.BundleJar;
import io.baton.fixtures.Logged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What becomes of the modules of files that are gone, or have another name, and after a restart.
 */
class GoneFilesTest extends FolderTest {
  @Test
  void ofTwoFilesOfAModuleTheSecondIsLoadedWhenTheFirstGoes() throws IOException {
    Path first = put("a-1.jar", "a", "1.0.0");
    Path second = put("a-2.jar", "a", "2.0.0");
    assertThat(current("a")).isEqualTo("1.0.0");
    assertThat(reason(second)).content().contains("duplicated: a-1.jar holds the module a");

    remove(first);
    pass(GRACE);

    assertThat(current("a")).isEqualTo("2.0.0");
    assertThat(old("a")).isEqualTo("1.0.0");
    assertThat(directory).isDirectoryNotContaining("glob:**.refused");
  }

  @Test
  void theModuleOfAFileThatIsGoneForAWhileIsDeletedAndPurgedIfItIsNotUsed() throws IOException {
    Path file = put("a.jar", "a", "1.0.0");

    remove(file);
    pass(GRACE.minusMillis(1));
    assertThat(current("a")).isEqualTo("1.0.0");

    pass(Duration.ofMillis(1));
    assertThat(current("a")).isEmpty();
    assertThat(old("a")).isEmpty();
    assertThat(folder.isWaiting()).isFalse();
  }

  @Test
  void aDeletedModuleThatIsUsedStaysOld() throws IOException {
    Path file = put("a.jar", "a", "1.0.0");
    server.used.add("a");

    remove(file);
    pass(GRACE);

    assertThat(current("a")).isEmpty();
    assertThat(old("a")).isEqualTo("1.0.0");
  }

  @Test
  void aModuleIsDeletedAsSoonAsItsOldVersionIsNotUsedAnyMore() throws IOException {
    put("a.jar", "a", "1.0.0");
    Path file = put("a.jar", "a", "2.0.0");
    server.used.add("a");
    remove(file);
    try (var log = new Logged("io.baton.drop")) {
      pass(GRACE);
      pass(GRACE);

      assertThat(current("a")).isEqualTo("2.0.0");
      assertThat(log.lines()).hasSize(1);
    }

    server.used.clear();
    folder.tick();

    assertThat(server.current).isEmpty();
  }

  @Test
  void aFileThatReturnsInTimeIsNotMissed() throws IOException {
    Path file = put("a.jar", "a", "1.0.0");

    remove(file);
    put("a.jar", "a", "1.0.0");
    pass(GRACE);

    assertThat(current("a")).isEqualTo("1.0.0");
    assertThat(server.loads).hasSize(1);
  }

  @Test
  void aFileThatReturnsLateIsLoaded() throws IOException {
    Path file = put("a.jar", "a", "1.0.0");

    remove(file);
    pass(GRACE);
    put("a.jar", "a", "1.0.0");

    assertThat(current("a")).isEqualTo("1.0.0");
    assertThat(server.loads).hasSize(2);
  }

  @Test
  void theNextVersionMayHaveAnotherName() throws IOException {
    Path file = put("a-1.jar", "a", "1.0.0");

    remove(file);
    put("a-2.jar", "a", "2.0.0");
    pass(GRACE);

    assertThat(current("a")).isEqualTo("2.0.0");
    assertThat(old("a")).isEqualTo("1.0.0");
  }

  @Test
  void aFileThatIsRenamedIsNotLoadedAgainAndHoldsItsModule() throws IOException {
    Path file = put("a.jar", "a", "1.0.0");

    remove(file);
    Path renamed = put("b.jar", "a", "1.0.0");
    pass(GRACE);
    assertThat(server.loads).hasSize(1);
    assertThat(current("a")).isEqualTo("1.0.0");

    remove(renamed);
    pass(GRACE);
    assertThat(current("a")).isEmpty();
  }

  @Test
  void aModuleThatWasLoadedFromElsewhereIsNotDeleted() throws IOException {
    Path file = put("a.jar", "a", "1.0.0");
    server.load(
        new BundleJar("a", "9.0.0")
            .header("Provide-Capability", "baton.module;baton.module=a")
            .write(temporary.resolve("hand.jar")));

    remove(file);
    pass(GRACE);

    assertThat(current("a")).isEqualTo("9.0.0");
  }

  @Test
  void aFileWithAnotherModuleDeletesTheOneThatItHasHeld() {
    put("x.jar", "a", "1.0.0");
    put("x.jar", "b", "1.0.0");
    pass(GRACE);

    assertThat(server.current.keySet()).containsExactly("b");
  }

  @Test
  void aFileThatBecomesAPlainBundleIsGivenUpAndItsModuleDeleted() {
    Path file = put("x.jar", "a", "1.0.0");

    folder.changed(List.of(new BundleJar("plain", "1.0.0").write(file)));
    pass(GRACE);

    assertThat(folder.knows(file)).isFalse();
    assertThat(server.current).isEmpty();
    assertThat(reason(file)).doesNotExist();
  }

  @Test
  void aRestartLoadsOnlyWhatHasChangedAndDeletesWhatIsGone() throws IOException {
    put("same.jar", "same", "1.0.0");
    put("changed.jar", "changed", "1.0.0");
    Path gone = put("gone.jar", "gone", "1.0.0");
    Path odd = put("mit Leerzeichen und \u00dc.jar", "odd", "1.0.0");
    server.loads.clear();

    Path changed = module("changed.jar", "changed", "2.0.0");
    Files.delete(gone);
    folder = opened(directory);
    folder.changed(List.of(directory.resolve("same.jar"), changed, odd));
    pass(GRACE);

    assertThat(server.loads).containsExactly("changed.jar");
    assertThat(server.current.keySet()).containsExactlyInAnyOrder("same", "changed", "odd");
  }

  @Test
  void aFolderThatIsNotThereDeletesNothing() throws IOException {
    Path file = put("a.jar", "a", "1.0.0");
    Files.delete(file);
    Files.delete(directory);

    folder = opened(directory);
    pass(GRACE);
    pass(GRACE);

    assertThat(current("a")).isEqualTo("1.0.0");
  }

  @Test
  void filesOfAnotherFolderHoldNothing() throws IOException {
    put("a.jar", "a", "1.0.0");
    directory = Files.createDirectory(temporary.resolve("other")).toRealPath();

    folder = opened(directory);
    put("a.jar", "a", "2.0.0");

    assertThat(current("a")).isEqualTo("2.0.0");
  }

  @Test
  void aRecordThatIsDamagedOnlyMeansThatFilesAreLoadedAgain() throws IOException {
    Path file = put("a.jar", "a", "1.0.0");
    Files.write(temporary.resolve("loaded"), new byte[] {-1, -2, 0, 1});

    folder = opened(directory);
    folder.changed(List.of(file));

    assertThat(server.loads).hasSize(2);
  }
}
