package io.baton.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageTest {
  @TempDir Path parent;

  private Path leftBehind(String name, Duration ago) throws Exception {
    Path folder = Files.createDirectories(parent.resolve(name).resolve("framework/bundle1"));
    Files.createFile(folder.resolve("bundle.jar"));
    Path lock = Files.createFile(parent.resolve(name).resolve("lock"));
    Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minus(ago)));
    return parent.resolve(name);
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
    storage.close();

    Storage.kept(parent.resolve("kept")).close();

    assertThat(parent.resolve("kept")).isDirectory();
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
  void whatIsNoStorageIsLeftAlone() throws Exception {
    Path other = Files.createDirectory(parent.resolve("baton-notes"));

    Storage.temporary(parent).close();

    assertThat(other).exists();
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
}
