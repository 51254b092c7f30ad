package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {
  @TempDir Path parent;

  /** What a killed process has left behind, some time ago. */
  private Path leftBehind(String name, Duration ago) throws Exception {
    Path folder = withALock(name);
    Marks.TEMPORARY.put(folder);
    return aged(folder, ago);
  }

  /** A folder as a storage looks, without a mark. */
  private Path withALock(String name) throws IOException {
    Path folder = parent.resolve(name);
    Path bundle = Files.createDirectories(folder.resolve("framework/bundle1"));
    Files.createFile(bundle.resolve("bundle.jar"));
    Files.createFile(folder.resolve("lock"));
    return folder;
  }

  private static Path aged(Path folder, Duration ago) throws IOException {
    return Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(ago)));
  }

  @Test
  void aTemporaryStorageIsGoneWhenClosed() throws Exception {
    Storage storage = Storage.temporary(parent);
    Files.createDirectories(storage.framework().resolve("bundle1/data"));

    storage.close();

    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void aKeptStorageStaysWhenClosed() throws Exception {
    Storage storage = Storage.kept(parent.resolve("kept"));
    Files.createDirectories(storage.framework());

    storage.close();

    assertThat(parent.resolve("kept")).isDirectory();
  }

  @Test
  void aKeptStorageCanBeUsedAgainOnceItIsClosed() throws Exception {
    Storage storage = Storage.kept(parent.resolve("kept"));
    Files.createDirectories(storage.framework());
    storage.close();

    Storage.kept(parent.resolve("kept")).close();

    assertThat(parent.resolve("kept/framework")).isDirectory();
  }

  @Test
  void onlyItsOwnerCanReadAKeptStorage() throws Exception {
    Storage.kept(parent.resolve("kept")).close();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(parent.resolve("kept"))))
        .isEqualTo("rwx------");
  }

  @Test
  void aFrameworkFolderThatBatonHasNotMadeIsNotUsed() throws Exception {
    Path mine = Files.createDirectories(parent.resolve("project/framework"));
    Path source = Files.writeString(mine.resolve("Main.java"), "class Main {}");

    assertThatThrownBy(() -> Storage.kept(parent.resolve("project")))
        .isInstanceOf(LaunchException.class)
        .hasMessageEndingWith(
            "has a folder framework that Baton has not made; name another folder");
    assertThat(source).exists();
  }

  @Test
  void aFolderForRecordsThatBatonHasNotMadeIsNotUsed() throws Exception {
    Path mine = Files.createDirectories(parent.resolve("project/baton"));

    assertThatThrownBy(() -> Storage.kept(parent.resolve("project")))
        .isInstanceOf(LaunchException.class)
        .hasMessageEndingWith("has a folder baton that Baton has not made; name another folder");
    assertThat(mine).isEmptyDirectory();
  }

  @Test
  void whatAKilledProcessLeftBehindIsSweptByTheNext() throws Exception {
    Path abandoned = leftBehind("baton-1", Duration.ofHours(1));

    Storage.temporary(parent).close();

    assertThat(abandoned).doesNotExist();
  }

  @Test
  void aStorageThatIsJustBeingMadeIsLeftAlone() throws Exception {
    Path newborn = leftBehind("baton-2", Duration.ZERO);

    Storage.temporary(parent).close();

    assertThat(newborn).exists();
  }

  @Test
  void aFolderWithoutTheMarkIsLeftAlone() throws Exception {
    Path project = aged(withALock("baton-project"), Duration.ofHours(1));
    Path notes = aged(Files.createDirectory(parent.resolve("baton-notes")), Duration.ofHours(1));

    Storage.temporary(parent).close();

    assertThat(project.resolve("framework/bundle1/bundle.jar")).exists();
    assertThat(notes).exists();
  }

  @Test
  void aKeptStorageInTheTemporaryFolderIsLeftAlone() throws Exception {
    Path kept = parent.resolve("baton-prod");
    Storage.kept(kept).close();
    aged(kept, Duration.ofHours(1));

    Storage.temporary(parent).close();

    assertThat(kept).exists();
  }

  @Test
  void aMarkWithAnotherTextIsNone() throws Exception {
    Path folder = withALock("baton-4");
    Files.writeString(folder.resolve("baton-temporary-storage"), "mine");
    aged(folder, Duration.ofHours(1));

    Storage.temporary(parent).close();

    assertThat(folder).exists();
  }

  @Test
  void aStorageInUseIsLeftAlone() throws Exception {
    Path used = leftBehind("baton-3", Duration.ofHours(1));

    try (FileChannel channel = FileChannel.open(used.resolve("lock"), StandardOpenOption.WRITE)) {
      channel.lock();
      Storage.temporary(parent).close();
    }

    assertThat(used).exists();
  }

  @Test
  void whatALinkInAnAbandonedStoragePointsToIsLeftAlone() throws Exception {
    Path document = Files.createDirectories(parent.resolve("documents")).resolve("letter");
    Files.writeString(document, "text");
    Path abandoned = leftBehind("baton-5", Duration.ofHours(1));
    Files.createSymbolicLink(abandoned.resolve("documents"), document.getParent());
    aged(abandoned, Duration.ofHours(1));

    Storage.temporary(parent).close();

    assertThat(abandoned).doesNotExist();
    assertThat(document).hasContent("text");
  }

  @Test
  void aLinkThatIsCalledAsAStorageIsLeftAlone() throws Exception {
    Path elsewhere = leftBehind("elsewhere", Duration.ofHours(1));
    Path link = Files.createSymbolicLink(parent.resolve("baton-link"), elsewhere);

    Storage.temporary(parent).close();

    assertThat(link).isSymbolicLink();
    assertThat(elsewhere.resolve("lock")).exists();
  }

  @Test
  void whatOthersPutIntoTheTemporaryFolderDoesNotKeepBatonFromStarting() throws Exception {
    Path lockIsAFolder = Files.createDirectories(parent.resolve("baton-a"));
    Files.createDirectory(lockIsAFolder.resolve("lock"));
    Marks.TEMPORARY.put(lockIsAFolder);
    Path lockIsALoop = Files.createDirectories(parent.resolve("baton-b"));
    Files.createSymbolicLink(lockIsALoop.resolve("lock"), Path.of("lock"));
    Marks.TEMPORARY.put(lockIsALoop);
    Path markIsAFolder = Files.createDirectories(parent.resolve("baton-c/baton-temporary-storage"));
    for (Path folder : new Path[] {lockIsAFolder, lockIsALoop, markIsAFolder.getParent()}) {
      aged(folder, Duration.ofHours(1));
    }

    Storage.temporary(parent).close();

    assertThat(lockIsAFolder).exists();
    assertThat(lockIsALoop).exists();
    assertThat(markIsAFolder).exists();
  }
}
